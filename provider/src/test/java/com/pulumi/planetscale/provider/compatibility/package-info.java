/// Holds the package schema to that of the last release: programs that compile today compile tomorrow, or the changelog
/// says that they do not.
@NullMarked
package com.pulumi.planetscale.provider.compatibility;

import org.jspecify.annotations.NullMarked;
