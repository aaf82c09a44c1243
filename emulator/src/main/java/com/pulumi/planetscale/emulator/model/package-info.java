/// What exists: plain data, and what follows from it and the time. Nothing here knows HTTP.
@NullMarked
package com.pulumi.planetscale.emulator.model;

import org.jspecify.annotations.NullMarked;
