@NullMarked
package com.pulumi.planetscale.provider.text;

import org.jspecify.annotations.NullMarked;
