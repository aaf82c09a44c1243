/// Records what the real API answers, without secrets, and compares the emulator with it. Depends on
/// `machine`.
@NullMarked
package com.pulumi.planetscale.emulator.recording;

import org.jspecify.annotations.NullMarked;
