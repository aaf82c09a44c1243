/// Branches of both engines, how one is made from another, and which are production branches: routes, handlers, rules
/// and JSON. Depends on `catalog`, `database`, `deploy`, `http`, `model`, `offer`, `postgres`, `schema`, `sql.lint`,
/// `sql.schema`, `time` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.branch;

import org.jspecify.annotations.NullMarked;
