/// What only PostgreSQL branches have: cluster changes and parameters. Routes, handlers and JSON.
@NullMarked
package com.pulumi.planetscale.emulator.postgres;

import org.jspecify.annotations.NullMarked;
