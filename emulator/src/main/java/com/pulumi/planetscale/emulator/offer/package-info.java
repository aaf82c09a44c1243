/// What can be ordered: regions and cluster sizes. Routes, handlers and JSON.
@NullMarked
package com.pulumi.planetscale.emulator.offer;

import org.jspecify.annotations.NullMarked;
