/// Database servers that run behind branches, whatever their engine: which of them run, at which address, with which
/// accounts, roles and schemas. Depends on `catalog`, `credential`, `deploy`, `machine`, `model`, `sql.schema` and
/// `world`.
@NullMarked
package com.pulumi.planetscale.emulator.dataplane;

import org.jspecify.annotations.NullMarked;
