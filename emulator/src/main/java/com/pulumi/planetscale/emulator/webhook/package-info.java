/// Webhooks: routes, handlers and JSON, what they tell, and how it gets to their receivers.
@NullMarked
package com.pulumi.planetscale.emulator.webhook;

import org.jspecify.annotations.NullMarked;
