/// What is wrong with a schema. Depends on schemas and tables.
@NullMarked
package com.pulumi.planetscale.emulator.sql.lint;

import org.jspecify.annotations.NullMarked;
