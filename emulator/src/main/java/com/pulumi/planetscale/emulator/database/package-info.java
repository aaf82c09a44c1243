/// Databases and their maintenance schedules: routes, handlers and JSON.
@NullMarked
package com.pulumi.planetscale.emulator.database;

import org.jspecify.annotations.NullMarked;
