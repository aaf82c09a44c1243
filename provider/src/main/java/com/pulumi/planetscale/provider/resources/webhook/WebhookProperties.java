package com.pulumi.planetscale.provider.resources.webhook;

import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Nearest;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a webhook declares about itself; [WebhookResource] has its verbs.
final class WebhookProperties {
    static final Property<String> DATABASE = Owners.database("webhook");

    static final Property<String> URL = Property.text(
                    "url",
                    "URL that PlanetScale sends events to: HTTPS, reachable from the internet, and used once per"
                            + " database. The receiver must answer within two seconds with a 2xx status; redirects are"
                            + " not followed. Changed in place.")
            .secret()
            .checking(WebhookUrls::problem);

    /// PlanetScale's documentation of webhook events (August 2026). Others may have come since.
    private static final List<String> KNOWN_EVENTS = List.of(
            "backup.succeeded",
            "backup.failed",
            "branch.ready",
            "branch.anomaly",
            "branch.out_of_memory",
            "branch.primary_promoted",
            "branch.schema_recommendation",
            "branch.sleeping",
            "branch.start_maintenance",
            "cluster.storage",
            "keyspace.storage",
            "database.access_request",
            "deploy_request.opened",
            "deploy_request.queued",
            "deploy_request.in_progress",
            "deploy_request.pending_cutover",
            "deploy_request.schema_applied",
            "deploy_request.errored",
            "deploy_request.reverted",
            "deploy_request.closed",
            "webhook.test");

    static final Property<Set<String>> EVENTS = Property.set(
                    "events",
                    "Events to send. Changed in place. `backup.succeeded`, `backup.failed`: a backup has ended."
                            + " `branch.ready`: a branch can be used. `branch.anomaly`: queries behave unusually."
                            + " `branch.out_of_memory`: memory ran out. `branch.primary_promoted`: another server"
                            + " became the primary. `branch.schema_recommendation`: there is a recommendation about the"
                            + " schema. `branch.sleeping`: a branch was put to sleep. `branch.start_maintenance`:"
                            + " maintenance begins. `cluster.storage`, `keyspace.storage`: storage is filling up."
                            + " `database.access_request`: PlanetScale's support asks for access."
                            + " `deploy_request.opened`, `deploy_request.queued`, `deploy_request.in_progress`,"
                            + " `deploy_request.pending_cutover`, `deploy_request.schema_applied`,"
                            + " `deploy_request.errored`, `deploy_request.reverted`, `deploy_request.closed`: the"
                            + " progress of a deploy request. `webhook.test`: a test. Others are sent as they are, with"
                            + " a warning.",
                    new Type.OneOf(KNOWN_EVENTS, true))
            .checking(events -> events.isEmpty()
                    ? Optional.of(new Problem(
                            "it is empty, so the webhook would receive no events",
                            "List the events to send, or set `enabled: false` to send none for now."))
                    : Optional.empty());

    static final Property<String> AUTHORIZATION_HEADER = Property.text(
                    "authorizationHeader",
                    "Value of the header `Authorization` that PlanetScale sends with each event, such as `Bearer …`."
                            + " PlanetScale does not return it: a refresh sees whether one is set, not which."
                            + " Removing it stops sending one. Changed in place.")
            .optional()
            .secret()
            .dropping(OnChange.update());

    static final Property<Boolean> AUTHORIZATION_HEADER_CONFIGURED = Property.bool(
                    "authorizationHeaderConfigured", "Whether PlanetScale sends a header `Authorization`.")
            .computed();

    static final Property<Boolean> ENABLED = Property.bool(
                    "enabled",
                    "Whether events are sent. PlanetScale switches a webhook off whose deliveries fail repeatedly; a"
                            + " refresh shows that, and the next `pulumi up` switches it on again.")
            .defaultsTo(true)
            .always();

    static final Property<Boolean> SEND_TEST_EVENT = Property.bool(
                    "sendTestEvent",
                    "Whether to send a `webhook.test` event as soon as the webhook is made, and to warn where the"
                            + " receiver does not accept it. Changing it later does nothing.")
            .defaultsTo(false)
            .local();

    static final Property<String> SECRET = Property.text(
                    "secret",
                    "Signing key: the header `X-PlanetScale-Signature` of each request holds the"
                            + " HMAC-SHA-256 of its body under this key, in hexadecimal digits.")
            .computed()
            .secret()
            .always();

    static final Property<String> LAST_SENT_AT = Property.text(
                    "lastSentAt", "When an event was last sent, in ISO 8601, if ever.")
            .computed();
    static final Property<Boolean> LAST_SENT_SUCCESS = Property.bool(
                    "lastSentSuccess", "Whether the receiver accepted the last event.")
            .computed();
    static final Property<String> LAST_SENT_RESULT = Property.text(
                    "lastSentResult", "Outcome of the last event, in PlanetScale's words.")
            .computed();

    /// What a read returns of what can change.
    static final List<Property<?>> IN_PLACE = List.of(URL, EVENTS, ENABLED);

    static final List<Property<?>> SENT = List.of(URL, EVENTS, ENABLED, AUTHORIZATION_HEADER);

    static final Schema SCHEMA = Schema.of(
                    "Webhook",
                    "A webhook of a database: a URL that PlanetScale sends events to. A database can have five.",
                    List.of(
                            ORGANIZATION,
                            DATABASE,
                            URL,
                            EVENTS,
                            AUTHORIZATION_HEADER,
                            ENABLED,
                            SEND_TEST_EVENT,
                            SECRET,
                            PUBLIC_ID,
                            DATABASE_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, DATABASE, PUBLIC_ID))
            .onlyInLookups(List.of(AUTHORIZATION_HEADER_CONFIGURED, LAST_SENT_AT, LAST_SENT_SUCCESS, LAST_SENT_RESULT))
            .due((state, inputs, now) -> isOffAgainstTheDefault(state, inputs)
                    ? Optional.of(new Schema.Work(ENABLED, OnChange.update()))
                    : Optional.empty());

    private WebhookProperties() {}

    /// What a preview says of events that this version does not know: PlanetScale may know them.
    static List<Finding> unknownEvents(PropertyMap state, PropertyMap inputs) {
        Set<String> recorded = state.find(EVENTS).orElse(Set.of());
        return inputs.find(EVENTS).orElse(Set.of()).stream()
                .filter(event -> !KNOWN_EVENTS.contains(event) && !recorded.contains(event))
                .sorted()
                .map(event -> Finding.warning(
                        EVENTS,
                        "`" + event + "` is not an event that this version of the provider knows",
                        Nearest.to(event, KNOWN_EVENTS)
                                        .map(near -> "Did you mean `" + near + "`? ")
                                        .orElse("")
                                + "PlanetScale refuses events that it does not know either."))
                .toList();
    }

    /// Inputs with the default of [#ENABLED], which is not the API's own.
    static PropertyMap complete(PropertyMap inputs) {
        return inputs.has(ENABLED) ? inputs : inputs.with(ENABLED, true);
    }

    /// A program that says nothing wants it on, so one that was switched off is to be switched on again.
    private static boolean isOffAgainstTheDefault(PropertyMap state, PropertyMap inputs) {
        return !inputs.has(ENABLED) && state.has(ENABLED) && !state.is(ENABLED);
    }
}
