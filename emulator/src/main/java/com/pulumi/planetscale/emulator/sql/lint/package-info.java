/// What is wrong with a schema, by the names that the API has for it. Depends on `sql.reader`, `sql.schema` and
/// `sql.table`.
@NullMarked
package com.pulumi.planetscale.emulator.sql.lint;

import org.jspecify.annotations.NullMarked;
