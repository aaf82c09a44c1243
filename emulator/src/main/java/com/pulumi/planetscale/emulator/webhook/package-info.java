/// Webhooks: routes, handlers, rules and JSON, what they send, and how it gets to their receivers. Depends on
/// `database`, `http`, `model` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.webhook;

import org.jspecify.annotations.NullMarked;
