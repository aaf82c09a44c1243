/// What database servers need of the machine that they run on: programs, child processes, folders,
/// certificates. Depends on no other package.
@NullMarked
package com.pulumi.planetscale.emulator.machine;

import org.jspecify.annotations.NullMarked;
