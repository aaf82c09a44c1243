/// What exists: organizations, databases, branches and all they own, and what follows from that and the time. It knows
/// no HTTP. Depends on `catalog`, `sql.schema`, `time` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.model;

import org.jspecify.annotations.NullMarked;
