/// The real engine, with the plugin as users get it, against the emulator.
@NullMarked
package com.pulumi.planetscale.provider.engine;

import org.jspecify.annotations.NullMarked;
