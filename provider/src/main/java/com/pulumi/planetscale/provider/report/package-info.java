/// What a pipeline shows of schema changes: Markdown made from what Pulumi printed, with nothing asked from
/// anybody.
@NullMarked
package com.pulumi.planetscale.provider.report;

import org.jspecify.annotations.NullMarked;
