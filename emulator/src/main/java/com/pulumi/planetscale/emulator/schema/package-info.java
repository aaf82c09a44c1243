/// The tables of a branch and what is wrong with them: routes, handlers, rules and JSON. Depends on `catalog`, `http`,
/// `model`, `sql.lint`, `sql.schema` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.schema;

import org.jspecify.annotations.NullMarked;
