/// Deploy requests: how a schema change gets from one branch into another. Routes, handlers and JSON, the run of a
/// deployment, and what it locks meanwhile. Depends on `catalog`, `http`, `model`, `schema`, `sql.lint`, `sql.schema`,
/// `time` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.deploy;

import org.jspecify.annotations.NullMarked;
