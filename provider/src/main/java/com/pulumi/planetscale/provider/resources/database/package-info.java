/// Databases, and what they share with a branch of theirs. May use deploy requests, clusters, making and owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.database;

import org.jspecify.annotations.NullMarked;
