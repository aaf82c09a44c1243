package com.pulumi.planetscale.emulator.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An import from another server. Started at the web page, so here only through the admin interface.
public record DataImport(
        String state,
        String importCheckErrors,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        String hostname,
        int port,
        String database) {}
