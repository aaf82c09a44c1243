package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.model.ServiceToken;
import com.pulumi.planetscale.emulator.world.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/// Finds the caller in the `Authorization` header: `ID:SECRET`, without a scheme (API reference).
///
/// No header and wrong credentials are 401. A header that is not such a pair is 404 (API reference, *malformed
/// credentials*). There are no OAuth tokens here, so every bearer token is refused as invalid.
final class Authentication {
    private Authentication() {}

    static Caller caller(World world, Optional<String> header) {
        String value = header.map(String::strip).filter(text -> !text.isEmpty()).orElseThrow(Refusal::unauthorized);
        if (value.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            throw Refusal.invalidBearerToken();
        }
        String[] pair = value.split(":", -1);
        if (pair.length != 2 || pair[0].isEmpty() || pair[1].isEmpty() || value.contains(" ")) {
            throw Refusal.notFound();
        }
        ServiceToken token = world.find(ServiceToken.class, pair[0])
                .filter(found -> same(found.secret, pair[1]) && !found.expired(world.now()))
                .orElseThrow(Refusal::unauthorized);
        token.lastUsedAt = world.now();
        return new Caller(world, token);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
