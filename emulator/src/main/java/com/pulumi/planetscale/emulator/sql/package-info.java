/// Reads MySQL's data definition statements. The only package that knows the grammar.
@NullMarked
package com.pulumi.planetscale.emulator.sql;

import org.jspecify.annotations.NullMarked;
