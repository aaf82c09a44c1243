/// Database Traffic Control of PostgreSQL branches: routes, handlers, rules and JSON. Depends on `http`, `catalog`,
/// `model` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.traffic;

import org.jspecify.annotations.NullMarked;
