package com.pulumi.planetscale.emulator.model;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Which addresses webhooks may have: HTTPS, and reachable from the internet (PlanetScale documentation, webhooks).
///
/// Names are not looked up. One without a dot, or under a domain that only means something at home, is not public.
public final class WebhookUrls {
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private WebhookUrls() {}

    /// What is wrong with an address; empty if nothing is.
    ///
    /// @param local whether addresses of this machine are allowed, too
    public static Optional<String> fault(String url, boolean local) {
        URI uri = parse(url);
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (host(uri).isEmpty() || (!scheme.equals("https") && !scheme.equals("http"))) {
            return Optional.of("Url is not a valid URL");
        }
        if (local && isLocal(url)) {
            return Optional.empty();
        }
        if (!scheme.equals("https")) {
            return Optional.of("Url must use HTTPS");
        }
        return isPublic(host(uri)) ? Optional.empty() : Optional.of("Url must be reachable from the internet");
    }

    /// Whether it leads to this machine.
    static boolean isLocal(String url) {
        String host = host(parse(url));
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private static boolean isPublic(String host) {
        Optional<InetAddress> literal = literal(host);
        return literal.isPresent()
                ? isPublic(literal.get())
                : host.contains(".")
                        && Stream.of(".localhost", ".local", ".internal").noneMatch(host::endsWith);
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

    /// The address itself, where it stands there instead of a name.
    private static Optional<InetAddress> literal(String host) {
        if (!host.startsWith("[") && !host.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String host(URI uri) {
        return Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return URI.create("");
        }
    }
}
