/// What an engine asks of resources, free of any engine's protocol.
@NullMarked
package com.pulumi.planetscale.provider.lifecycle;

import org.jspecify.annotations.NullMarked;
