/// What stands between clients and PostgreSQL databases: IP restrictions, PgBouncers, read replicas. Depends on
/// `catalog`, `http`, `model`, `time` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.network;

import org.jspecify.annotations.NullMarked;
