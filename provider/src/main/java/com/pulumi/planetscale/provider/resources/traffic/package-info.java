/// Budgets of Database Traffic Control, and rules that are managed by themselves.
@NullMarked
package com.pulumi.planetscale.provider.resources.traffic;

import org.jspecify.annotations.NullMarked;
