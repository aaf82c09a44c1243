/// What everything that exists is made of: objects with an id and an owner, the world that holds them, what happens by
/// itself in time, and the refusal of what breaks a rule. Depends on `time`.
@NullMarked
package com.pulumi.planetscale.emulator.world;

import org.jspecify.annotations.NullMarked;
