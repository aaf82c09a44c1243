/// The emulator as an extension of JUnit Jupiter.
@NullMarked
package com.pulumi.planetscale.emulator.junit;

import org.jspecify.annotations.NullMarked;
