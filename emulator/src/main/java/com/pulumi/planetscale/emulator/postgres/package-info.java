/// What only PostgreSQL branches have: cluster changes and parameters. Routes, handlers, rules and JSON. Depends on
/// `catalog`, `http`, `model`, `time` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.postgres;

import org.jspecify.annotations.NullMarked;
