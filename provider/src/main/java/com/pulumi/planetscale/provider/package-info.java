/// The plugin's entry point, where the parts are wired by hand.
@NullMarked
package com.pulumi.planetscale.provider;

import org.jspecify.annotations.NullMarked;
