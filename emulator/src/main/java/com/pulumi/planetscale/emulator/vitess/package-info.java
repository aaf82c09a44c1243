/// What only Vitess branches have: keyspaces, VSchemas, VTGates and their resizes. Routes, handlers and JSON.
@NullMarked
package com.pulumi.planetscale.emulator.vitess;

import org.jspecify.annotations.NullMarked;
