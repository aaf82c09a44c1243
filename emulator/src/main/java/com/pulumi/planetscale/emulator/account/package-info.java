/// Organizations, service tokens and their accesses: routes, handlers, rules and JSON. Depends on `http`, `model` and
/// `world`.
@NullMarked
package com.pulumi.planetscale.emulator.account;

import org.jspecify.annotations.NullMarked;
