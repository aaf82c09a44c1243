/// Runs the example programs in Java.
@NullMarked
package com.pulumi.planetscale.examples;

import org.jspecify.annotations.NullMarked;
