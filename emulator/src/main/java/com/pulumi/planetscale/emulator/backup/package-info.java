/// Backups and backup policies: routes, handlers, rules and JSON. Depends on `catalog`, `http`, `model`, `sql.schema`,
/// `time` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.backup;

import org.jspecify.annotations.NullMarked;
