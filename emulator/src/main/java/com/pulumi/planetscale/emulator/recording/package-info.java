/// Records what the real API answers, without secrets, and holds the emulator against it.
@NullMarked
package com.pulumi.planetscale.emulator.recording;

import org.jspecify.annotations.NullMarked;
