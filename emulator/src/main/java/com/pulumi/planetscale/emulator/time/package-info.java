/// The emulated clock, and how long things take by it. Depends on no other package.
@NullMarked
package com.pulumi.planetscale.emulator.time;

import org.jspecify.annotations.NullMarked;
