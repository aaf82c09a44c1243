/// Measures the plugin under a real engine: `benchmark/run` writes what it finds to `docs/performance.md`. No
/// build runs it, since times mean nothing on a machine that does other things too.
@NullMarked
package com.pulumi.planetscale.provider.benchmark;

import org.jspecify.annotations.NullMarked;
