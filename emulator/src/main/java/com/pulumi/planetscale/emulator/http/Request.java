package com.pulumi.planetscale.emulator.http;

import java.util.Optional;

/// An HTTP request, apart from what carried it here.
///
/// @param base what stands before the path, such as `http://127.0.0.1:4010/v1`
/// @param path still percent-encoded, such as `/organizations/acme`
/// @param query still encoded, without the question mark
/// @param authorization the header as sent
public record Request(
        String method, String base, String path, String query, Optional<String> authorization, Body body) {}
