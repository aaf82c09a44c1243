/// Webhooks. May use making and owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.webhook;

import org.jspecify.annotations.NullMarked;
