package com.pulumi.planetscale.provider.resources.account;

import com.pulumi.planetscale.provider.api.Connection;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The provider's own settings.
public final class ProviderSettings {
    private static final String SERVER_URL = "PLANETSCALE_SERVER_URL";

    static final Property<String> SERVICE_TOKEN_ID = Property.text(
                    "serviceTokenId",
                    "Id of the service token. Defaults to the environment variable PLANETSCALE_SERVICE_TOKEN_ID.")
            .fromEnvironment("PLANETSCALE_SERVICE_TOKEN_ID")
            .checking(value -> badWord(value, "id", "serviceTokenId", "PLANETSCALE_SERVICE_TOKEN_ID"));
    static final Property<String> SERVICE_TOKEN = Property.text(
                    "serviceToken",
                    "The service token itself. Defaults to the environment variable PLANETSCALE_SERVICE_TOKEN.")
            .fromEnvironment("PLANETSCALE_SERVICE_TOKEN")
            .secret()
            .checking(value -> badWord(value, "token", "serviceToken", "PLANETSCALE_SERVICE_TOKEN"));
    static final Property<String> ENDPOINT = Property.text(
                    "endpoint",
                    "URL of the API, with or without its version. Defaults to the environment variable"
                            + " PLANETSCALE_SERVER_URL, then to PlanetScale's public API. The token is sent over"
                            + " HTTPS or to this machine only,"
                            + " unless `allowInsecureEndpoint` is set.")
            .fromEnvironment(SERVER_URL)
            .checking(ProviderSettings::badEndpoint);
    static final Property<Boolean> ALLOW_INSECURE_ENDPOINT = Property.bool(
                    "allowInsecureEndpoint",
                    "Whether the token may be sent to an `endpoint` elsewhere over plain HTTP, where anyone on the"
                            + " network path can read it. Defaults to the environment variable"
                            + " PLANETSCALE_ALLOW_INSECURE_ENDPOINT, then to false. Unless the environment itself allows"
                            + " it, a token from the environment is not sent to an `endpoint` that only the stack names.")
            .fromEnvironment("PLANETSCALE_ALLOW_INSECURE_ENDPOINT");
    static final Property<Long> REQUESTS_PER_MINUTE = Property.integer(
                    "requestsPerMinute",
                    "Maximum number of API calls in any minute. The provider's processes of one user on one machine share"
                            + " it. Defaults to 570, a little under PlanetScale's limit.")
            .optional()
            .checking(ProviderSettings::badLimit);

    private static final Schema SCHEMA = Schema.of(
                    "Provider",
                    "The PlanetScale provider.",
                    List.of(
                            Property.text(
                                            "organization",
                                            "Organization of resources that do not name one. Defaults to"
                                                    + " the environment variable PLANETSCALE_ORGANIZATION, then"
                                                    + " PLANETSCALE_ORG.")
                                    .fromEnvironment("PLANETSCALE_ORGANIZATION", "PLANETSCALE_ORG")
                                    .checking(value ->
                                            badWord(value, "organization", "organization", "PLANETSCALE_ORGANIZATION")),
                            SERVICE_TOKEN_ID,
                            SERVICE_TOKEN,
                            ENDPOINT,
                            ALLOW_INSECURE_ENDPOINT,
                            REQUESTS_PER_MINUTE))
            .checking(ProviderSettings::swapped);

    private static final String PUBLIC_API = "https://api.planetscale.com/v1";
    private static final long BELOW_THE_DOCUMENTED_LIMIT = 570;
    private static final long MAXIMUM_REQUESTS_PER_MINUTE = 1_000_000;
    private static final String TOKEN_PREFIX = "pscale_tkn_";

    private ProviderSettings() {}

    /// The declaration of the settings.
    public static Schema schema() {
        return SCHEMA;
    }

    /// The settings without which nothing works.
    public static List<Property<?>> needed() {
        return List.of(SERVICE_TOKEN_ID, SERVICE_TOKEN);
    }

    /// Settings completed from an environment; what is given wins.
    public static PropertyMap withEnvironment(PropertyMap settings, Map<String, String> environment) {
        PropertyMap completed = settings;
        for (Property<?> setting : SCHEMA.properties()) {
            if (!settings.has(setting)) {
                completed = completed.with(setting.name(), fromEnvironment(setting, environment));
            }
        }
        return completed;
    }

    private static Value fromEnvironment(Property<?> setting, Map<String, String> environment) {
        return setting.environment().stream()
                .map(variable -> environment.getOrDefault(variable, "").strip())
                .filter(word -> !word.isEmpty())
                .findFirst()
                .map(word -> setting == ALLOW_INSECURE_ENDPOINT ? allowed(word) : new Value.Text(word))
                .orElse(Value.absent());
    }

    /// Anything but `true` allows nothing, and leaves it to the stack.
    private static Value allowed(String word) {
        return word.equalsIgnoreCase("true") ? new Value.Bool(true) : Value.absent();
    }

    /// Everything that is wrong with settings, once they are complete.
    ///
    /// @param given as the program gives them
    /// @param complete the same with what the environment adds
    public static List<Finding> check(PropertyMap given, PropertyMap complete, Map<String, String> environment) {
        var findings = new ArrayList<>(SCHEMA.check(complete));
        if (findings.isEmpty()) {
            complete.find(ENDPOINT).map(URI::create).ifPresent(endpoint -> {
                boolean isLocal = isThisMachine(endpoint.getHost());
                if (!isLocal && !isEncrypted(endpoint) && !complete.is(ALLOW_INSECURE_ENDPOINT)) {
                    findings.add(readable(endpoint));
                }
                boolean isBorrowed = !given.has(SERVICE_TOKEN) && given.has(ENDPOINT);
                if (!isLocal && isBorrowed && !isTrusted(endpoint, environment)) {
                    findings.add(borrowed(endpoint));
                }
            });
        }
        return findings;
    }

    private static Finding readable(URI endpoint) {
        return Finding.refusal(
                ENDPOINT,
                "the service token would be sent to `" + endpoint.getHost() + "` over plain HTTP, where anyone on"
                        + " the network path can read it",
                "Use an `https://` address, or, if the network is to be trusted, set `allowInsecureEndpoint` (or"
                        + " PLANETSCALE_ALLOW_INSECURE_ENDPOINT=true).");
    }

    private static Finding borrowed(URI endpoint) {
        return Finding.refusal(
                ENDPOINT,
                "the stack's configuration would send the service token of the environment to `" + endpoint.getHost()
                        + "`",
                "Set `serviceTokenId` and `serviceToken` in the stack as well, name the endpoint in the environment"
                        + " (PLANETSCALE_SERVER_URL), or allow it there with"
                        + " PLANETSCALE_ALLOW_INSECURE_ENDPOINT=true.");
    }

    /// Whether an environment lets its token go to an address: PlanetScale's own, or one that it names itself.
    private static boolean isTrusted(URI endpoint, Map<String, String> environment) {
        return allowsInsecure(environment)
                || isSameServer(endpoint, PUBLIC_API)
                || isSameServer(endpoint, environment.getOrDefault(SERVER_URL, ""));
    }

    private static boolean isSameServer(URI endpoint, String other) {
        try {
            URI trusted = URI.create(other.strip());
            return endpoint.getScheme().equalsIgnoreCase(trusted.getScheme())
                    && endpoint.getHost().equalsIgnoreCase(trusted.getHost())
                    && port(endpoint) == port(trusted);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : isEncrypted(uri) ? 443 : 80;
    }

    private static boolean isEncrypted(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /// Whether a host is this machine, so that nothing leaves it. Names are not looked up: whoever answers for them
    /// may say anything.
    private static boolean isThisMachine(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean allowsInsecure(Map<String, String> environment) {
        return fromEnvironment(ALLOW_INSECURE_ENDPOINT, environment).present();
    }

    /// How to reach the API with some complete settings.
    public static Connection connection(PropertyMap settings, String userAgent) {
        return new Connection(
                settings.find(ENDPOINT).orElse(PUBLIC_API),
                settings.get(SERVICE_TOKEN_ID),
                settings.get(SERVICE_TOKEN),
                Math.toIntExact(settings.find(REQUESTS_PER_MINUTE).orElse(BELOW_THE_DOCUMENTED_LIMIT)),
                userAgent);
    }

    /// What of some settings must not be shown.
    public static List<String> secrets(PropertyMap settings) {
        return settings.find(SERVICE_TOKEN).stream().toList();
    }

    private static void swapped(PropertyMap settings, Consumer<Finding> findings) {
        if (settings.find(SERVICE_TOKEN_ID)
                .filter(id -> id.startsWith(TOKEN_PREFIX))
                .isPresent()) {
            findings.accept(Finding.refusal(
                    SERVICE_TOKEN_ID,
                    "this is a service token, not the id of one; the two look swapped",
                    "Put the value that begins with `" + TOKEN_PREFIX
                            + "` into `serviceToken` (PLANETSCALE_SERVICE_TOKEN) and the short one into"
                            + " `serviceTokenId` (PLANETSCALE_SERVICE_TOKEN_ID)."));
        }
    }

    private static Optional<Problem> badLimit(long limit) {
        return limit >= 1 && limit <= MAXIMUM_REQUESTS_PER_MINUTE
                ? Optional.empty()
                : Optional.of(new Problem(
                        limit + " is not a supported number of calls a minute",
                        "Use 1 to " + MAXIMUM_REQUESTS_PER_MINUTE + "."));
    }

    /// What cannot stand in a header or in a path; mostly a line break that was copied along. Never repeats the value.
    private static Optional<Problem> badWord(String value, String what, String setting, String variable) {
        String remedy = "Set `" + setting + "` (or " + variable + ") again, without it.";
        return value.chars()
                .filter(c -> c <= ' ' || c >= 0x7F || c == '/')
                .boxed()
                .findFirst()
                .map(c -> new Problem(
                        "there is " + word(c) + " in it, which no " + what + " of PlanetScale has", remedy));
    }

    private static String word(int character) {
        return switch (character) {
            case '\n', '\r' -> "a line break";
            case ' ' -> "a blank";
            case '\t' -> "a tab";
            case '/' -> "a slash";
            default -> character < ' ' || character == 0x7F ? "a control character" : "a character beyond ASCII";
        };
    }

    /// Never repeats more than the address is made of, since a password may stand in it.
    private static Optional<Problem> badEndpoint(String endpoint) {
        String remedy = "Use one like `" + PUBLIC_API + "`, or omit it.";
        try {
            URI uri = new URI(endpoint);
            if (uri.getHost() == null
                    || !("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))) {
                return Optional.of(new Problem("it is not the URL of an API", remedy));
            }
            if (uri.getRawUserInfo() != null) {
                return Optional.of(new Problem(
                        "there is a user name or a password in it, and PlanetScale's API knows service tokens only",
                        "Remove what comes before the `@`."));
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                return Optional.of(
                        new Problem("there is a `?` or a `#` in it, and paths of the API are to follow it", remedy));
            }
            return Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.of(new Problem("it is not the URL of an API", remedy));
        }
    }
}
