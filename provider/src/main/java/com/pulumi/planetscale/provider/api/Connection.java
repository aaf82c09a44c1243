package com.pulumi.planetscale.provider.api;

/// Where the API is and who asks.
///
/// @param endpoint its URL, with or without the version at the end
/// @param tokenId the service token's id
/// @param token the service token itself
/// @param requestsPerMinute how many calls a minute the process may make
/// @param userAgent what the process calls itself
public record Connection(String endpoint, String tokenId, String token, int requestsPerMinute, String userAgent) {
    /// Shows no secret.
    @Override
    public String toString() {
        return "Connection[endpoint=" + endpoint + ", tokenId=" + tokenId + "]";
    }
}
