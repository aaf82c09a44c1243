/// An engine played by tests.
@NullMarked
package com.pulumi.planetscale.provider.played;

import org.jspecify.annotations.NullMarked;
