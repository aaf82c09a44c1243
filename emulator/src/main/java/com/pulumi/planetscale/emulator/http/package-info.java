/// From a request to a handler and back, the same for every resource. Depends on the world and the model.
@NullMarked
package com.pulumi.planetscale.emulator.http;

import org.jspecify.annotations.NullMarked;
