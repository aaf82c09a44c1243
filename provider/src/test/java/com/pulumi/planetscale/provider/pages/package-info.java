/// The pages of the reference in `docs`, which are generated from the declarations, and checks of all documentation.
@org.jspecify.annotations.NullMarked
package com.pulumi.planetscale.provider.pages;
