/// Builds the plugin as users get it. Lives among the tests, since it plays an engine to train the archive.
@NullMarked
package com.pulumi.planetscale.provider.image;

import org.jspecify.annotations.NullMarked;
