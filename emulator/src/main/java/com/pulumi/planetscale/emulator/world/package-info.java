/// What everything that exists is built on: objects with an id and an owner, the world that holds them, and the time at
/// which things happen by themselves. Depends on the clock only.
@NullMarked
package com.pulumi.planetscale.emulator.world;

import org.jspecify.annotations.NullMarked;
