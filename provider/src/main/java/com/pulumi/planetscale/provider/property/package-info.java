/// What a resource declares about itself: values, types, properties, schemas. Knows no engine and no API.
@NullMarked
package com.pulumi.planetscale.provider.property;

import org.jspecify.annotations.NullMarked;
