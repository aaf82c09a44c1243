/// PlanetScale's HTTP API on this machine, in memory.
@NullMarked
package com.pulumi.planetscale.emulator;

import org.jspecify.annotations.NullMarked;
