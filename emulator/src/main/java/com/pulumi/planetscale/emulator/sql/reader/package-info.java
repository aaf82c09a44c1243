/// Reads MySQL's data definition statements. The only package that knows the grammar. Depends on `sql.table`.
@NullMarked
package com.pulumi.planetscale.emulator.sql.reader;

import org.jspecify.annotations.NullMarked;
