/// Backups and backup policies: routes, handlers and JSON.
@NullMarked
package com.pulumi.planetscale.emulator.backup;

import org.jspecify.annotations.NullMarked;
