/// Passwords of Vitess branches and roles of PostgreSQL branches: routes, handlers, rules and JSON. Depends on
/// `catalog`, `http`, `machine`, `model`, `offer`, `time` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.credential;

import org.jspecify.annotations.NullMarked;
