@NullMarked
package com.pulumi.planetscale.emulator.junit;

import org.jspecify.annotations.NullMarked;
