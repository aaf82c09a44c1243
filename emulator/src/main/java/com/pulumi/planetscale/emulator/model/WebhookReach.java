package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// How far from the emulator its webhooks reach. Trying things out should not call out into the
/// world, so nothing is sent unless that is allowed.
public enum WebhookReach {
    /// Nothing is sent. Addresses are accepted as PlanetScale accepts them: public ones, with HTTPS.
    NOWHERE,
    /// To receivers on this machine, whose addresses are accepted beside the public ones, also without TLS.
    LOCAL,
    /// To every receiver.
    EVERYWHERE;

    /// The name on the command line and in the state.
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<WebhookReach> labelled(String label) {
        return Arrays.stream(values())
                .filter(reach -> reach.label().equals(label))
                .findFirst();
    }

    /// All names, for messages.
    public static String labels() {
        return Arrays.stream(values()).map(WebhookReach::label).collect(Collectors.joining(", "));
    }

    /// Whether addresses of this machine are accepted.
    public boolean local() {
        return this != NOWHERE;
    }

    /// Whether anything is sent to such an address.
    public boolean reaches(String url) {
        return this == EVERYWHERE || (this == LOCAL && WebhookUrls.isLocal(url));
    }
}
