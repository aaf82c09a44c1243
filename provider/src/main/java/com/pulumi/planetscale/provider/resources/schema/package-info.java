/// The schema of a branch as statements: reading it, comparing it, what of a change is dangerous, lint errors. May use
/// the account and owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.schema;

import org.jspecify.annotations.NullMarked;
