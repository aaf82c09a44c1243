package com.pulumi.planetscale.provider.resources.credential;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.owner.Times;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// How long a credential is valid: it is renewed when its end comes near, and replaced when it has passed.
///
/// @param what the credential in lower case, such as `password`
record Validity(String what) {
    static final Property<Long> RENEW_BEFORE_SECONDS = Property.integer(
                    "renewBeforeSeconds",
                    "When fewer seconds than this are left, the next `pulumi up` renews it in place for"
                            + " `ttlSeconds` more. If omitted, it is not renewed.")
            .defaultsTo(0L)
            .local();
    static final Property<String> EXPIRES_AT = Property.text("expiresAt", "When it expires, in ISO 8601, if it does.")
            .computed();

    /// The input that says how long.
    Property<Long> ttlSeconds() {
        return ttl("; 0 means that it does not expire").defaultsTo(0L).always();
    }

    /// The input that says how long, of what PlanetScale returns nothing but the end.
    Property<Long> unreturnedTtlSeconds() {
        return ttl("; if omitted, or 0, it does not expire")
                .optional()
                .dropping(OnChange.replace(setWhenMade()))
                .notReturned();
    }

    private Property<Long> ttl(String without) {
        return Property.integer(
                        "ttlSeconds",
                        "How long it is valid, in seconds" + without
                                + ". An expired one is replaced by the next `pulumi up`.")
                .inApi("ttl")
                .checking(seconds -> seconds >= 0
                        ? Optional.empty()
                        : Optional.of(new Problem(seconds + " is not a valid number of seconds", "Use 0 or more.")))
                .atCreation(setWhenMade());
    }

    private String setWhenMade() {
        return "how long a " + what + " is valid is set when it is made";
    }

    /// The input whose change makes another one.
    Property<Map<String, String>> rotationTriggers() {
        return Property.map(
                        "rotationTriggers",
                        "Arbitrary strings. A change creates a new " + what
                                + ", and deletes the old one after everything that depends on it has been updated."
                                + " Setting them for the first time changes nothing.",
                        Type.anyText())
                .optional()
                .local()
                .atCreation("a rotation trigger has changed")
                .notReturned();
    }

    /// Finds a renewal that would never end.
    void check(PropertyMap inputs, Consumer<Finding> findings) {
        long lead = inputs.find(RENEW_BEFORE_SECONDS).orElse(0L);
        Property<Long> ttl = ttlSeconds();
        boolean ttlKnown = !inputs.has(ttl) || inputs.find(ttl).isPresent();
        if (lead > 0 && ttlKnown && lead >= inputs.find(ttl).orElse(0L)) {
            findings.accept(Finding.refusal(
                    RENEW_BEFORE_SECONDS,
                    "it must be less than `ttlSeconds`, or the " + what + " would be renewed in every run",
                    "Set `ttlSeconds` to more than " + lead + ", or remove it."));
        }
    }

    /// What has fallen due.
    Optional<Schema.Work> due(PropertyMap state, PropertyMap inputs, Instant now) {
        Optional<Instant> end = state.find(EXPIRES_AT).map(Times::parse);
        if (end.isPresent() && !now.isBefore(end.get())) {
            return Optional.of(new Schema.Work(
                    EXPIRES_AT, OnChange.replace("the " + what + " expired at " + state.get(EXPIRES_AT))));
        }
        return isRenewalDue(state, inputs, now)
                ? Optional.of(new Schema.Work(EXPIRES_AT, OnChange.update()))
                : Optional.empty();
    }

    static boolean isRenewalDue(PropertyMap state, PropertyMap inputs, Instant now) {
        long lead = inputs.find(RENEW_BEFORE_SECONDS).orElse(0L);
        return lead > 0
                && state.find(EXPIRES_AT)
                        .map(Times::parse)
                        .filter(end -> !now.isBefore(end.minusSeconds(lead)))
                        .isPresent();
    }
}
