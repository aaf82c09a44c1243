/// One file per kind of object at PlanetScale.
@NullMarked
package com.pulumi.planetscale.provider.resources;

import org.jspecify.annotations.NullMarked;
