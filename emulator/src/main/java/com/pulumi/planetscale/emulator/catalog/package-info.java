/// What PlanetScale offers: engines, regions, sizes, parameters. Read from JSON and never changed. Depends on no other
/// package.
@NullMarked
package com.pulumi.planetscale.emulator.catalog;

import org.jspecify.annotations.NullMarked;
