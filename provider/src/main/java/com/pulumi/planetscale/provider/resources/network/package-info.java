/// What stands between clients and Postgres databases: IP restrictions, dedicated PgBouncers and read replicas. May use
/// clusters, making and owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.network;

import org.jspecify.annotations.NullMarked;
