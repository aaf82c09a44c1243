/// PlanetScale's HTTP API on this machine, in memory. The root starts it and alone knows all packages.
@NullMarked
package com.pulumi.planetscale.emulator;

import org.jspecify.annotations.NullMarked;
