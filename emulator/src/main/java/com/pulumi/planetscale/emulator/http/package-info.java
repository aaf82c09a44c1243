/// From a request to a handler and back, the same for every resource. Only this package and `server` know how a
/// refusal is answered. Depends on `catalog`, `model` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.http;

import org.jspecify.annotations.NullMarked;
