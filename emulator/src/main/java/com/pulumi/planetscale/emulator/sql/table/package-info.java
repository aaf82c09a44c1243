/// Tables as MySQL defines them: their parts, how they are written, and how one becomes another. Depends on no other
/// package.
@NullMarked
package com.pulumi.planetscale.emulator.sql.table;

import org.jspecify.annotations.NullMarked;
