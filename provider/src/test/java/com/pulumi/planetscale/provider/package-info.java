@NullMarked
package com.pulumi.planetscale.provider;

import org.jspecify.annotations.NullMarked;
