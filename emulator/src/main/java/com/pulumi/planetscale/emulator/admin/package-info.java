/// What a test or a person does behind the API's back: seeds, tokens, and what only the web page or chance can do.
/// Depends on `catalog`, `credential`, `deploy`, `http`, `model`, `schema`, `sql.lint`, `sql.reader`, `sql.schema`,
/// `state`, `time`, `webhook` and `world`.
@NullMarked
package com.pulumi.planetscale.emulator.admin;

import org.jspecify.annotations.NullMarked;
