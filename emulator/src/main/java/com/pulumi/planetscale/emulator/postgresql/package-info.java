/// PostgreSQL as a child process: how it is found, started and ended, its roles, its backups, and the way that clients
/// take to it. Depends on `dataplane`, `machine` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.postgresql;

import org.jspecify.annotations.NullMarked;
