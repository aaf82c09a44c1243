/// The review of a plan: Markdown generated from what Pulumi printed. What it has to know of the provider's kinds, and
/// their prices, it asks through an interface.
@NullMarked
package com.pulumi.planetscale.provider.report;

import org.jspecify.annotations.NullMarked;
