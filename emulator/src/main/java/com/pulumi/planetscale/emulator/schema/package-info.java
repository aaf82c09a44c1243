/// What the tables of a branch look like, and what is wrong with them.
@NullMarked
package com.pulumi.planetscale.emulator.schema;

import org.jspecify.annotations.NullMarked;
