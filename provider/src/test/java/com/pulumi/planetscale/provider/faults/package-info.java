/// What goes wrong between a program and PlanetScale, for every kind, verb and call.
@NullMarked
package com.pulumi.planetscale.provider.faults;

import org.jspecify.annotations.NullMarked;
