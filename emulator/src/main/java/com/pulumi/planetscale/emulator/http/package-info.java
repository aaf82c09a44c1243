/// From a request to a handler and back, the same for every kind of object.
@NullMarked
package com.pulumi.planetscale.emulator.http;

import org.jspecify.annotations.NullMarked;
