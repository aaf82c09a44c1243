/// The HTTP API that PlanetScale's serverless driver (`@planetscale/database`) speaks, in front of the databases of
/// Vitess branches. Depends on `credential`, `dataplane`, `http`, `model` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.driver;

import org.jspecify.annotations.NullMarked;
