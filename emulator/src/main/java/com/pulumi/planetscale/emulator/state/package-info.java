/// The world as JSON: in a file, and for whoever asks.
@NullMarked
package com.pulumi.planetscale.emulator.state;

import org.jspecify.annotations.NullMarked;
