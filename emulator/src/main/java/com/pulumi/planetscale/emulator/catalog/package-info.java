/// What PlanetScale offers: regions, sizes, parameters. Read from JSON, never changed.
@NullMarked
package com.pulumi.planetscale.emulator.catalog;

import org.jspecify.annotations.NullMarked;
