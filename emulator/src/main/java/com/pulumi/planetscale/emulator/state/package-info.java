/// The world as JSON: in a file, and for the admin interface. Depends on `time` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.state;

import org.jspecify.annotations.NullMarked;
