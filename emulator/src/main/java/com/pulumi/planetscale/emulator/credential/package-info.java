/// Passwords of Vitess branches and roles of PostgreSQL branches: routes, handlers and JSON.
@NullMarked
package com.pulumi.planetscale.emulator.credential;

import org.jspecify.annotations.NullMarked;
