/// Databases and their maintenance schedules: routes, handlers, rules and JSON. Depends on `catalog`, `deploy`,
/// `http`, `model`, `offer`, `postgres`, `sql.schema`, `time` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.database;

import org.jspecify.annotations.NullMarked;
