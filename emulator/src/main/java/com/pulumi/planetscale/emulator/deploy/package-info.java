/// Deploy requests: how a schema change gets from one branch into another.
@NullMarked
package com.pulumi.planetscale.emulator.deploy;

import org.jspecify.annotations.NullMarked;
