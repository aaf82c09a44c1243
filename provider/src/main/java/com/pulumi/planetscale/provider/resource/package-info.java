/// The verbs a resource has, and what it may use while it works.
@NullMarked
package com.pulumi.planetscale.provider.resource;

import org.jspecify.annotations.NullMarked;
