/// The emulated clock, and how long things take by it.
@NullMarked
package com.pulumi.planetscale.emulator.time;

import org.jspecify.annotations.NullMarked;
