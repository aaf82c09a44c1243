package com.pulumi.planetscale.provider.resources.webhook;

import com.pulumi.planetscale.provider.property.Property.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where PlanetScale calls: HTTPS on the internet, no local hosts (documentation of webhooks, November 2026).
///
/// What is said about an address never repeats it, since those of chat services are secrets.
final class WebhookUrls {
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private WebhookUrls() {}

    /// What is wrong with an address, as far as that can be told without calling it.
    static Optional<Problem> problem(String url) {
        Optional<URI> uri = parse(url);
        String scheme = uri.map(URI::getScheme).orElse("").toLowerCase(Locale.ROOT);
        String host = uri.map(URI::getHost).orElse("").toLowerCase(Locale.ROOT);
        if (host.isEmpty() || !(scheme.equals("https") || scheme.equals("http"))) {
            return Optional.of(new Problem("it is not a web address", "Write it like `https://example.com/hook`."));
        }
        if (scheme.equals("http")) {
            return Optional.of(
                    new Problem("PlanetScale calls HTTPS addresses only", "Write `https://`, and serve it."));
        }
        return isPublic(host)
                ? Optional.empty()
                : Optional.of(new Problem(
                        "PlanetScale cannot reach it, since its host is local",
                        "Give an address on the internet; a tunnel gives one to your own machine."));
    }

    private static Optional<URI> parse(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isPublic(String host) {
        return literal(host)
                .map(WebhookUrls::isPublic)
                .orElseGet(() -> host.contains(".")
                        && Stream.of(".localhost", ".local", ".internal").noneMatch(host::endsWith));
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length > 4 && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        return !uniqueLocal
                && !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress();
    }

    /// The address itself, where it stands there instead of a name; names are not looked up.
    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
