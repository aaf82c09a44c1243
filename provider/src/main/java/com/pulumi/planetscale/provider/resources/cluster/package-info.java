/// Engines, regions, cluster sizes and their prices, and the changes of a cluster that databases and branches share.
/// May use the account and owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.cluster;

import org.jspecify.annotations.NullMarked;
