/// What carries requests: WireMock, with the emulator behind its stubs. Depends on
/// `driver` and `http`.
@NullMarked
package com.pulumi.planetscale.emulator.server;

import org.jspecify.annotations.NullMarked;
