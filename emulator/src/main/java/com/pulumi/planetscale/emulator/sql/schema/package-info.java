/// The schema of a branch as a value, and the changes that lead from one schema to another. Depends on `sql.reader`
/// and `sql.table`.
@NullMarked
package com.pulumi.planetscale.emulator.sql.schema;

import org.jspecify.annotations.NullMarked;
