package com.pulumi.planetscale.emulator.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A cluster size. Prices are dollars a month in AWS us-east-1.
///
/// @param name such as `PS_10` (Vitess) or `PS_10_AWS_ARM` (PostgreSQL)
/// @param rank its size class, the number in its display name; 0 for the development size
/// @param ram bytes
/// @param storage bytes; null for network storage, which grows
/// @param provider null on Vitess network storage, which exists everywhere
/// @param architecture `x86_64`, `arm64` or null
public record Size(
        Engine engine,
        String name,
        String displayName,
        int rank,
        String cpu,
        long ram,
        @Nullable Long storage,
        boolean metal,
        @Nullable String provider,
        @Nullable String architecture,
        String defaultVtgate,
        boolean development,
        BigDecimal rate,
        BigDecimal replicaRate) {

    public boolean production() {
        return !development;
    }

    /// Whether it exists at that region's provider.
    public boolean isIn(Region region) {
        return provider == null || provider.equals(region.provider());
    }
}
