/// Deploy requests: what is asked about one, its gates and the moves through them. May use schemas, engines, making and
/// owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.deploy;

import org.jspecify.annotations.NullMarked;
