/// What only Vitess branches have: keyspaces, VSchemas, VTGates and their resizes. Routes, handlers, rules and JSON.
/// Depends on `catalog`, `deploy`, `http`, `model`, `postgres`, `sql.schema`, `time` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.vitess;

import org.jspecify.annotations.NullMarked;
