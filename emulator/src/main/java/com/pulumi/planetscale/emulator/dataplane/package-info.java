/// Database servers that run behind branches, whatever their engine: which of them run, at which address, with which
/// accounts and schemas. Depends on `catalog`, `deploy`, `model`, `sql.schema` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.dataplane;

import org.jspecify.annotations.NullMarked;
