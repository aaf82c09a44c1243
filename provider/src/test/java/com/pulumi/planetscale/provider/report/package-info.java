/// Tests of reports.
@NullMarked
package com.pulumi.planetscale.provider.report;

import org.jspecify.annotations.NullMarked;
