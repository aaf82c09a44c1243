/// What the emulator takes for granted although nothing published says so.
@NullMarked
package com.pulumi.planetscale.emulator.assumptions;

import org.jspecify.annotations.NullMarked;
