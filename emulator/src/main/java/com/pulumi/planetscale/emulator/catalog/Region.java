package com.pulumi.planetscale.emulator.catalog;

import java.math.BigDecimal;
import java.util.List;

/// A region.
///
/// @param provider `AWS` or `GCP`
/// @param priceFactor what machines cost there, compared with AWS us-east-1
public record Region(
        String id,
        String provider,
        String slug,
        String displayName,
        String location,
        boolean mysqlSupported,
        boolean postgresqlSupported,
        List<String> publicIpAddresses,
        BigDecimal priceFactor) {

    public Region {
        publicIpAddresses = List.copyOf(publicIpAddresses);
    }

    public boolean supports(Engine kind) {
        return kind == Engine.MYSQL ? mysqlSupported : postgresqlSupported;
    }
}
