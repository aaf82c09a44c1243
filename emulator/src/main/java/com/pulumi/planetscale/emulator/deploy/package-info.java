/// Deploy requests: how a schema change gets from one branch into another. Routes, handlers and JSON, and the run of a
/// deployment.
@NullMarked
package com.pulumi.planetscale.emulator.deploy;

import org.jspecify.annotations.NullMarked;
