/// What webhooks tell, and how it gets to their receivers.
@NullMarked
package com.pulumi.planetscale.emulator.webhooks;

import org.jspecify.annotations.NullMarked;
