/// Backups and their schedules. May use engines, making and owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.backup;

import org.jspecify.annotations.NullMarked;
