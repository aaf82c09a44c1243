package com.pulumi.planetscale.emulator.driver;

import java.util.Optional;

/// A request of the serverless driver, apart from what carried it here.
///
/// @param path such as `/psdb.v1alpha1.Database/Execute`
/// @param address where it comes from
/// @param contentType the header as sent
/// @param authorization the header as sent
/// @param text the body
public record DriverRequest(
        String method,
        String path,
        String address,
        Optional<String> contentType,
        Optional<String> authorization,
        String text) {
    /// What all paths of this API begin with.
    public static final String PREFIX = "/psdb.v1alpha1.Database/";
}
