/// A client of the API, for tests that prepare or look at objects. Depends on no other package.
@NullMarked
package com.pulumi.planetscale.emulator.client;

import org.jspecify.annotations.NullMarked;
