/// The Pulumi front: the resource provider protocol over gRPC.
@NullMarked
package com.pulumi.planetscale.provider.pulumi;

import org.jspecify.annotations.NullMarked;
