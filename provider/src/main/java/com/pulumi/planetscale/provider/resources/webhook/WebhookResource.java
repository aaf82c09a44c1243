package com.pulumi.planetscale.provider.resources.webhook;

import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.AUTHORIZATION_HEADER;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.AUTHORIZATION_HEADER_CONFIGURED;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.DATABASE;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.ENABLED;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.EVENTS;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.IN_PLACE;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.LAST_SENT_AT;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.LAST_SENT_RESULT;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.LAST_SENT_SUCCESS;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.SCHEMA;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.SECRET;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.SEND_TEST_EVENT;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.SENT;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.URL;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.complete;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resources.making.FoundInList;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Note;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A receiver of what happens in a database.
public final class WebhookResource
        implements Resource.Updatable, Resource.Previewing, Resource.Unique, Resource.Listed {
    /// Documentation of webhooks (November 2026). Support raises it on request.
    private static final int ORDINARY_LIMIT = 5;

    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;

    /// What the API returns for a webhook.
    private record Live(
            @Nullable String id,
            @Nullable String url,
            @Nullable List<String> events,
            @Nullable Boolean enabled,
            @Nullable Boolean authorizationHeaderConfigured,
            @Nullable String secret,
            @Nullable String lastSentAt,
            @Nullable Boolean lastSentSuccess,
            @Nullable String lastSentResult,
            @Nullable String createdAt)
            implements Identified, Made {
        @Override
        public String toString() {
            return "Live[id=" + id + "]";
        }
    }

    public WebhookResource(Api api, Siblings shared, Directory directory, Notes notes) {
        this.api = api;
        this.shared = shared;
        this.directory = directory;
        this.notes = notes;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        if (inputs.find(ORGANIZATION).isEmpty() || inputs.find(DATABASE).isEmpty()) {
            return findings;
        }
        findings.addAll(WebhookProperties.unknownEvents(state, inputs));
        List<Live> others = others(inputs, state.find(PUBLIC_ID));
        if (state.isEmpty() && others.size() >= ORDINARY_LIMIT) {
            findings.add(Finding.warning(
                    "database `" + inputs.get(DATABASE) + "` has " + others.size() + " webhooks, and " + ORDINARY_LIMIT
                            + " is the usual limit",
                    "Delete one first, or expect a refusal. PlanetScale's support raises the limit."));
        }
        return findings;
    }

    private List<Live> others(PropertyMap inputs, Optional<String> own) throws IOException, InterruptedException {
        try (Stream<Live> all = shared.list(collection(inputs), Live.class)) {
            return all.filter(webhook -> !own.equals(Optional.ofNullable(webhook.id)))
                    .toList();
        } catch (ApiException e) {
            if (e.kind() == ApiException.Kind.NOT_FOUND) {
                // The database is very likely made by the same program.
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        Live live = new Making<>(api, shared, notes, new Traits(api, inputs)).run(operation);
        return live(live).with(inputs.only(List.of(AUTHORIZATION_HEADER))).with(DATABASE_ID, database.id());
    }

    @Override
    public Optional<String> claim(PropertyMap inputs) {
        return isAddressed(inputs)
                ? Optional.of(inputs.get(ORGANIZATION) + "/" + inputs.get(DATABASE) + "/" + inputs.get(URL))
                : Optional.empty();
    }

    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        if (!isAddressed(inputs)) {
            return Optional.empty();
        }
        return others(inputs, Optional.empty()).stream()
                .filter(webhook -> inputs.get(URL).equals(webhook.url))
                .map(webhook -> new Taken(
                        SCHEMA.name(), new Traits(api, inputs).path(webhook), URL.name(), String.valueOf(webhook.id)))
                .findFirst();
    }

    private static boolean isAddressed(PropertyMap inputs) {
        return Stream.of(ORGANIZATION, DATABASE, URL)
                .allMatch(part -> inputs.find(part).isPresent());
    }

    /// How a webhook is made and recognised: by its address.
    private record Traits(Api api, PropertyMap inputs) implements FoundInList<Live> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public ApiPath collection() {
            return WebhookResource.collection(inputs);
        }

        /// New ones are off where nothing is said (documentation of the command line's webhooks).
        @Override
        public Map<String, ?> body() {
            return complete(inputs).body(SENT);
        }

        @Override
        public List<Property<?>> sent() {
            return SENT;
        }

        @Override
        public PropertyMap properties(Live webhook) {
            return live(webhook);
        }

        @Override
        public Class<Live> type() {
            return Live.class;
        }

        /// Addresses may hold secrets of the receiver, so the notes have a digest of it.
        @Override
        public String name() {
            return Note.digest(inputs.get(URL));
        }

        @Override
        public boolean isNamed(Live webhook, String name) {
            return webhook.url != null && Note.digest(webhook.url).equals(name);
        }

        /// Lists have the secret, too, so an answer without it is no loss.
        @Override
        public boolean isWhole(Live webhook) {
            return webhook.secret != null && !webhook.secret.isBlank();
        }

        @Override
        public boolean isUnique() {
            return true;
        }

        @Override
        public String key() {
            return URL.name();
        }

        @Override
        public boolean matches(Live webhook) {
            return complete(inputs).differing(whole(webhook), IN_PLACE).isEmpty();
        }
    }

    @Override
    public PropertyMap awaitReady(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        if (state.is(SEND_TEST_EVENT)) {
            new WebhookTrial(api, path(state), state).run(operation);
        }
        return state;
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<Live> found = shared.find(path(state), Live.class);
        found.filter(live -> state.is(ENABLED) && Boolean.FALSE.equals(live.enabled))
                .ifPresent(live -> operation.say(Finding.warning(
                        ENABLED,
                        "the webhook was switched off, which PlanetScale does when deliveries fail repeatedly"
                                + WebhookTrial.inBrackets(live.lastSentResult),
                        WebhookTrial.ANSWER
                                + " The next `pulumi up` switches the webhook on again, unless the program says"
                                + " `enabled: false`.")));
        found.filter(live -> !hasHeader(state) && Boolean.TRUE.equals(live.authorizationHeaderConfigured()))
                .ifPresent(live -> operation.say(Finding.warning(
                        AUTHORIZATION_HEADER,
                        "the webhook sends a header that the program does not know, since PlanetScale does not return it",
                        "Set it to the value that the receiver expects, or remove the header at PlanetScale.")));
        return found.map(live -> header(state, live).with(whole(live)));
    }

    /// Whether a header is recorded. An empty one is none, as for PlanetScale.
    private static boolean hasHeader(PropertyMap state) {
        return state.find(AUTHORIZATION_HEADER)
                .filter(header -> !header.isEmpty())
                .isPresent();
    }

    /// The header as far as a read shows it: empty if there is none any more.
    private static PropertyMap header(PropertyMap state, Live live) {
        boolean isNone = !hasHeader(state) || Boolean.FALSE.equals(live.authorizationHeaderConfigured());
        return state.has(AUTHORIZATION_HEADER) && isNone
                ? PropertyMap.EMPTY.with(AUTHORIZATION_HEADER, "")
                : PropertyMap.EMPTY;
    }

    @Override
    public List<Step> steps() {
        return List.of(new Step(
                SENT,
                (operation, state, inputs) -> isHeaderDropped(state, inputs)
                        || !changes(state, inputs).isEmpty(),
                (operation, state, inputs) -> {
                    Map<String, Object> body = changes(state, inputs).body(SENT);
                    if (isHeaderDropped(state, inputs)) {
                        // An empty one is none (the official command line's webhooks).
                        body.put(AUTHORIZATION_HEADER.apiName(), "");
                    }
                    PropertyMap header = inputs.has(AUTHORIZATION_HEADER)
                            ? inputs.only(List.of(AUTHORIZATION_HEADER))
                            : PropertyMap.EMPTY.with(AUTHORIZATION_HEADER, state.has(AUTHORIZATION_HEADER) ? "" : null);
                    return live(api.patch(path(state), body, Live.class)).with(header);
                }));
    }

    private static PropertyMap changes(PropertyMap state, PropertyMap inputs) {
        return complete(inputs).differing(state, SENT);
    }

    private static boolean isHeaderDropped(PropertyMap state, PropertyMap inputs) {
        return hasHeader(state) && !inputs.has(AUTHORIZATION_HEADER);
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        var _ = api.delete(path(state));
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        return api.list(collection(owner), Live.class).map(WebhookResource::whole);
    }

    private static ApiPath collection(PropertyMap values) {
        return Owners.databasePath(values, DATABASE).then("/webhooks");
    }

    private static ApiPath path(PropertyMap state) {
        return collection(state).then("/{}", state.get(PUBLIC_ID));
    }

    /// All of a webhook, as a read shows it: one that has no events leaves them out.
    private static PropertyMap whole(Live live) {
        return PropertyMap.EMPTY.with(EVENTS, Set.of()).with(live(live));
    }

    /// What an answer tells; what it leaves out stays as it is.
    private static PropertyMap live(Live live) {
        return PropertyMap.EMPTY
                .with(PUBLIC_ID, live.id)
                .with(URL, live.url)
                .with(EVENTS, live.events == null ? null : new LinkedHashSet<>(live.events))
                .with(ENABLED, live.enabled)
                .with(AUTHORIZATION_HEADER_CONFIGURED, live.authorizationHeaderConfigured)
                .with(SECRET, live.secret)
                .with(CREATED_AT, live.createdAt)
                .with(LAST_SENT_AT, live.lastSentAt)
                .with(LAST_SENT_SUCCESS, live.lastSentSuccess)
                .with(LAST_SENT_RESULT, live.lastSentResult);
    }
}
