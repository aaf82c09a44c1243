/// What the provider takes for granted of PlanetScale without a published source.
@NullMarked
package com.pulumi.planetscale.provider.assumption;

import org.jspecify.annotations.NullMarked;
