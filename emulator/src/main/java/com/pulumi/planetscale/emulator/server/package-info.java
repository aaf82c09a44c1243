/// What carries requests: WireMock, with the emulator behind its stubs. Depends on `http`.
@NullMarked
package com.pulumi.planetscale.emulator.server;

import org.jspecify.annotations.NullMarked;
