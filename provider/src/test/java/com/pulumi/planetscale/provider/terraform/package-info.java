@NullMarked
package com.pulumi.planetscale.provider.terraform;

import org.jspecify.annotations.NullMarked;
