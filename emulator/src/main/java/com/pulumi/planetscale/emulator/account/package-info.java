/// Organizations, service tokens and their accesses: routes, handlers and JSON.
@NullMarked
package com.pulumi.planetscale.emulator.account;

import org.jspecify.annotations.NullMarked;
