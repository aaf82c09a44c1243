/// What the emulator takes for granted although nothing published says so. Every package may name an assumption.
/// Depends on no other package.
@NullMarked
package com.pulumi.planetscale.emulator.assumptions;

import org.jspecify.annotations.NullMarked;
