/// Keyspaces of Vitess branches and their VSchemas. May use clusters, making and owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.keyspace;

import org.jspecify.annotations.NullMarked;
