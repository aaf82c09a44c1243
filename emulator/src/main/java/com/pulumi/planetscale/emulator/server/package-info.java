/// What carries requests: WireMock, with the emulator behind its lowest stub.
@NullMarked
package com.pulumi.planetscale.emulator.server;

import org.jspecify.annotations.NullMarked;
