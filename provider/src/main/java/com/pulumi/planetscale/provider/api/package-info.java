/// The HTTP client of PlanetScale's API: calls, retries, rate, paging, errors.
@NullMarked
package com.pulumi.planetscale.provider.api;

import org.jspecify.annotations.NullMarked;
