package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.api.Connection;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The provider's own settings.
public final class ProviderSettings {
    static final Property<String> SERVICE_TOKEN_ID = Property.text(
                    "serviceTokenId",
                    "Id of the service token. Defaults to PLANETSCALE_SERVICE_TOKEN_ID of the environment.")
            .optional();
    static final Property<String> SERVICE_TOKEN = Property.text(
                    "serviceToken",
                    "The service token itself. Defaults to PLANETSCALE_SERVICE_TOKEN of the environment.")
            .optional()
            .secret();
    static final Property<String> ENDPOINT = Property.text(
                    "endpoint",
                    "URL of the API, with or without its version. Defaults to PLANETSCALE_SERVER_URL of the environment,"
                            + " then to PlanetScale's public API.")
            .optional()
            .checking(ProviderSettings::badEndpoint);
    static final Property<Long> REQUESTS_PER_MINUTE = Property.integer(
                    "requestsPerMinute",
                    "How many calls a minute the provider makes at most. Defaults to 570, a little under what PlanetScale"
                            + " allows.")
            .optional()
            .checking(ProviderSettings::badLimit);

    private static final Schema SCHEMA = Schema.of(
                    "Provider",
                    "The PlanetScale provider.",
                    List.of(
                            Property.text(
                                            "organization",
                                            "Organization of everything that does not name one. Defaults to"
                                                    + " PLANETSCALE_ORGANIZATION, then PLANETSCALE_ORG, of the"
                                                    + " environment.")
                                    .optional(),
                            SERVICE_TOKEN_ID,
                            SERVICE_TOKEN,
                            ENDPOINT,
                            REQUESTS_PER_MINUTE))
            .checking(ProviderSettings::swapped);

    private static final String PUBLIC_API = "https://api.planetscale.com/v1";
    private static final long BELOW_THE_DOCUMENTED_LIMIT = 570;
    private static final long MORE_THAN_ANYBODY_HAS = 1_000_000;
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
        completed = or(completed, Owners.ORGANIZATION, environment, "PLANETSCALE_ORGANIZATION", "PLANETSCALE_ORG");
        completed = or(completed, SERVICE_TOKEN_ID, environment, "PLANETSCALE_SERVICE_TOKEN_ID");
        completed = or(completed, SERVICE_TOKEN, environment, "PLANETSCALE_SERVICE_TOKEN");
        return or(completed, ENDPOINT, environment, "PLANETSCALE_SERVER_URL");
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

    private static PropertyMap or(
            PropertyMap settings, Property<String> property, Map<String, String> environment, String... names) {
        PropertyMap completed = settings;
        for (String name : names) {
            String value = environment.getOrDefault(name, "");
            if (!completed.has(property) && !value.isBlank()) {
                completed = completed.with(property, value.strip());
            }
        }
        return completed;
    }

    private static void swapped(PropertyMap settings, Consumer<Finding> findings) {
        if (settings.find(SERVICE_TOKEN_ID)
                .filter(id -> id.startsWith(TOKEN_PREFIX))
                .isPresent()) {
            findings.accept(Finding.refusal(
                    SERVICE_TOKEN_ID,
                    "this is a service token, not the id of one; the two look swapped",
                    "Put the value that begins with `" + TOKEN_PREFIX
                            + "` into `serviceToken` (PLANETSCALE_SERVICE_TOKEN) and the short one into `serviceTokenId`"
                            + " (PLANETSCALE_SERVICE_TOKEN_ID)."));
        }
    }

    private static Optional<Problem> badLimit(long limit) {
        return limit >= 1 && limit <= MORE_THAN_ANYBODY_HAS
                ? Optional.empty()
                : Optional.of(new Problem(
                        limit + " calls a minute cannot be kept to", "Use 1 to " + MORE_THAN_ANYBODY_HAS + "."));
    }

    private static Optional<Problem> badEndpoint(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        return Optional.of(new Problem(
                "`" + endpoint + "` is not the URL of an API", "Use one like `" + PUBLIC_API + "`, or leave it out."));
    }
}
