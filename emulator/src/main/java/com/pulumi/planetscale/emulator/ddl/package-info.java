/// Tables as MySQL defines them: what they consist of, how they are written, and how one becomes another.
@NullMarked
package com.pulumi.planetscale.emulator.ddl;

import org.jspecify.annotations.NullMarked;
