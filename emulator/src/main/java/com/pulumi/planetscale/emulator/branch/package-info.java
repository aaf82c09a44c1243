/// Branches of both engines: routes, handlers and JSON, and how one is made from another.
@NullMarked
package com.pulumi.planetscale.emulator.branch;

import org.jspecify.annotations.NullMarked;
