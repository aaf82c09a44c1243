/// The kinds of objects, one file each: routes, handlers and JSON.
@NullMarked
package com.pulumi.planetscale.emulator.kinds;

import org.jspecify.annotations.NullMarked;
