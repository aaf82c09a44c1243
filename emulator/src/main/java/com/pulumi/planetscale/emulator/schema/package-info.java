/// The schema of a branch: routes, handlers and JSON, and when it may change.
@NullMarked
package com.pulumi.planetscale.emulator.schema;

import org.jspecify.annotations.NullMarked;
