/// The members of an organization and its teams: routes, handlers, rules and JSON. Depends on `http`, `model` and
/// `world`.
@NullMarked
package com.pulumi.planetscale.emulator.people;

import org.jspecify.annotations.NullMarked;
