package com.pulumi.planetscale.emulator.schema;

import java.util.Map;
import java.util.TreeMap;

/// All that a deploy request can carry from a branch into another one.
///
/// @param vschemas by keyspace
public record BranchSchema(Schema tables, Map<String, String> vschemas) {
    public BranchSchema {
        vschemas = new TreeMap<>(vschemas);
    }
}
