/// What can be ordered: regions and cluster sizes. Routes, handlers and JSON. Depends on `catalog`, `http`, `model`
/// and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.offer;

import org.jspecify.annotations.NullMarked;
