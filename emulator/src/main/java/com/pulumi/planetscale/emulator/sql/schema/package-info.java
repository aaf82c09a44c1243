/// The schema of a keyspace or a branch, and the changes from one schema to another. Depends on tables and their
/// reader.
@NullMarked
package com.pulumi.planetscale.emulator.sql.schema;

import org.jspecify.annotations.NullMarked;
