/// Branches with their clusters. May use databases, backups, schemas, clusters, making and owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.branch;

import org.jspecify.annotations.NullMarked;
