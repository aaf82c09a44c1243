/// Pure planning: from declarations, old and new inputs and state to one outcome.
@NullMarked
package com.pulumi.planetscale.provider.plan;

import org.jspecify.annotations.NullMarked;
