/// A MySQL-compatible server as a child process: how it is found, started and ended, its accounts, and how its spelling
/// of tables becomes the emulator's. Depends on `dataplane`, `machine`, `sql.schema`, `sql.table` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.mysql;

import org.jspecify.annotations.NullMarked;
