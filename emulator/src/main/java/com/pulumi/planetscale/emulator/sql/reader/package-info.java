/// Reads MySQL's data definition statements into tables. The only package that knows the grammar.
@NullMarked
package com.pulumi.planetscale.emulator.sql.reader;

import org.jspecify.annotations.NullMarked;
