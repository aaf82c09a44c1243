package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Waiter;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.EngineBound;
import com.pulumi.planetscale.provider.resources.making.LostAnswer;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the roles of a Postgres branch and its default role have in common.
final class Roles {
    /// The default if the API does not say: the database that every role of PlanetScale's guides connects to.
    @Assumes(Assumption.DATABASE_OF_ROLES)
    private static final String USUAL_DATABASE = "postgres";

    static final Property<String> DATABASE = Owners.database("role");
    static final Property<String> BRANCH = Owners.branch("role");
    static final EngineBound CREDENTIALS =
            new EngineBound(DATABASE, Engine.POSTGRESQL, "roles", "Use `planetscale:index:Password` instead.");

    static final Property<Map<String, String>> ROTATION_TRIGGERS = Property.map(
                    "rotationTriggers",
                    "Arbitrary strings. A change rotates the password in place: host and user name stay the same, and"
                            + " the old password stops working. Setting them for the first time changes nothing.",
                    Type.anyText())
            .optional()
            .local()
            .updatesOnceRecorded();

    static final Property<Boolean> REDACTED = Property.bool(
                    "redacted",
                    "Whether the password stays out of the state: `password` and `connectionStrings` are omitted then, and"
                            + " a person sets the password that is used, with `pscale role reset`. A change in either"
                            + " direction resets the password.")
            .defaultsTo(false)
            .local()
            // One that was imported is so already.
            .deciding((from, to, state) ->
                    to.orElse(false) && !state.value("password").present() ? OnChange.note() : OnChange.update());

    static final Property<String> USERNAME = Property.text(
                    "username",
                    "User name to connect with. Followed by `|replica` it leads to the replicas, followed by `|` and"
                            + " the name of a dedicated PgBouncer to that one.")
            .computed()
            .always();
    static final Property<String> BASE_USERNAME = Property.text(
                    "baseUsername",
                    "User name without the suffix for the branch: what PostgreSQL itself calls the role, in grants and"
                            + " in IP restrictions.")
            .computed()
            .always();
    static final Property<String> PASSWORD = Property.text(
                    "password",
                    "Password to connect with. PlanetScale returns it only when it is set, so an imported role has none"
                            + " before its first rotation.")
            .computedFrom(ROTATION_TRIGGERS)
            .secret()
            .once();
    static final Property<String> ACCESS_HOST_URL = Property.text(
                    "accessHostUrl",
                    "Host name to connect to, without a scheme: on port 5432 directly, on port 6432 through PgBouncer.")
            .computed()
            .always();
    static final Property<String> PRIVATE_ACCESS_HOST_URL = Property.text(
                    "privateAccessHostUrl", "Host name for private connections, without a scheme.")
            .computed();
    static final Property<String> PRIVATE_CONNECTION_SERVICE_NAME = Property.text(
                    "privateConnectionServiceName",
                    "Name of the cloud provider's endpoint service for private connections.")
            .computed();
    static final Property<String> DATABASE_NAME = Property.text(
                    "databaseName",
                    "Database name that clients connect to. It is not the name of the PlanetScale database.")
            .computed()
            .always();
    static final Property<PropertyMap> CONNECTION_STRINGS = Property.object(
                    "connectionStrings",
                    "Connection strings for applications. Those of an imported role have `" + ConnectionStrings.UNKNOWN
                            + "` in place of the password before its first rotation.",
                    RoleConnectionStrings.TYPE)
            .computedFrom(ROTATION_TRIGGERS)
            .secret()
            .once()
            .always();
    static final Property<Boolean> READY =
            Property.bool("ready", "Whether it can connect.").computed().always();

    static final List<Property<?>> OUTPUTS = List.of(
            USERNAME,
            BASE_USERNAME,
            PASSWORD,
            ACCESS_HOST_URL,
            PRIVATE_ACCESS_HOST_URL,
            PRIVATE_CONNECTION_SERVICE_NAME,
            DATABASE_NAME,
            CONNECTION_STRINGS,
            READY,
            PUBLIC_ID,
            DATABASE_ID,
            BRANCH_ID,
            CREATED_AT);

    private Roles() {}

    /// What the API returns for a role.
    record Live(
            @Nullable String id,
            @Nullable String name,
            @Nullable String username,
            @Nullable String baseUsername,
            @Nullable String password,
            @Nullable String accessHostUrl,
            @Nullable String privateAccessHostUrl,
            @Nullable String privateConnectionServiceName,
            @Nullable String databaseName,
            @Nullable List<String> inheritedRoles,
            @Nullable Boolean withReplication,
            @Nullable QuerySafety querySafetySettings,
            @Nullable Long ttl,
            @JsonProperty("default") @Nullable Boolean isDefault,
            @Nullable Boolean ready,
            @Nullable String createdAt,
            @Nullable String expiresAt,
            @Nullable String deletedAt,
            @Nullable String droppedAt,
            @Nullable String dropFailed,
            @Nullable Actor actor,
            @JsonAnySetter @Nullable Map<String, JsonNode> others)
            implements Identified, CredentialTraits.Returned {
        /// The answer to a reset may be the credentials alone.
        @Override
        public boolean isWhole() {
            return id != null || password != null;
        }

        @Override
        public @Nullable String secret() {
            return password;
        }

        @Override
        public String toString() {
            return "Live[id=" + id + ", name=" + name + "]";
        }
    }

    /// What statements PlanetScale lets through.
    record QuerySafety(
            @Nullable String requireWhereOnDelete, @Nullable String requireWhereOnUpdate) {}

    /// The path of the roles of a branch.
    static ApiPath path(PropertyMap values) {
        return Owners.branchPath(values, DATABASE, BRANCH).then("/roles");
    }

    /// What every role returns; how to connect if its password is returned.
    static PropertyMap outputs(Live live) {
        PropertyMap returned = returned(live);
        return returned.has(PASSWORD) ? connecting(PropertyMap.EMPTY, returned) : returned;
    }

    /// What a read returns of a role, with the strings that connect by it if the state has none and is to
    /// have them.
    static PropertyMap completed(PropertyMap state, PropertyMap live) {
        return state.has(CONNECTION_STRINGS) || state.is(REDACTED) ? live : connecting(state, live);
    }

    private static PropertyMap returned(Live live) {
        return PropertyMap.EMPTY
                .with(PUBLIC_ID, live.id())
                .with(USERNAME, live.username())
                .with(BASE_USERNAME, live.baseUsername())
                .with(PASSWORD, live.password())
                .with(ACCESS_HOST_URL, live.accessHostUrl())
                .with(PRIVATE_ACCESS_HOST_URL, live.privateAccessHostUrl())
                .with(PRIVATE_CONNECTION_SERVICE_NAME, live.privateConnectionServiceName())
                .with(DATABASE_NAME, live.databaseName())
                .with(READY, live.ready())
                .with(CREATED_AT, live.createdAt());
    }

    private static PropertyMap connecting(PropertyMap state, PropertyMap live) {
        PropertyMap known = state.with(live);
        return known.has(USERNAME) && known.has(ACCESS_HOST_URL)
                ? live.with(
                        CONNECTION_STRINGS,
                        RoleConnectionStrings.of(
                                known.get(ACCESS_HOST_URL),
                                known.get(USERNAME),
                                known.find(PASSWORD).orElse(ConnectionStrings.UNKNOWN),
                                known.find(DATABASE_NAME).orElse(USUAL_DATABASE)))
                : live;
    }

    /// Whether a rotation trigger has changed, or a rotation was begun of which no one knows how it ended.
    static boolean isRotationDue(Operation operation, PropertyMap state, PropertyMap inputs) {
        return state.value(ROTATION_TRIGGERS).hasUnknown()
                || (state.has(ROTATION_TRIGGERS)
                        && !inputs.differing(state, List.of(ROTATION_TRIGGERS)).isEmpty());
    }

    /// Whether the program wants the password in the state and has it out, or the other way round.
    static boolean isRedactionDue(PropertyMap state, PropertyMap inputs) {
        return inputs.is(REDACTED) ? state.has(PASSWORD) : state.is(REDACTED);
    }

    /// What is recorded of a role that was made or reset.
    static PropertyMap redacted(PropertyMap told, PropertyMap inputs) {
        return inputs.is(REDACTED) ? told.without(PASSWORD.name()).without(CONNECTION_STRINGS.name()) : told;
    }

    /// Has another password set. A request without an answer that tells it may have been carried out; sent again, it
    /// sets one that is told.
    static Live reset(Api api, Operation operation, ApiPath path) throws IOException, InterruptedException {
        return new LostAnswer<Live>(
                        role -> role.password() != null && !role.password().isBlank(), _ -> Optional.empty())
                .outlast(operation, () -> api.post(path, Map.of(), Live.class));
    }

    /// Waits until a role can connect.
    ///
    /// @param what the role in words, such as "role `shop/main/app`"
    static Live awaitReady(Siblings shared, Operation operation, ApiPath path, String what)
            throws IOException, InterruptedException {
        return Waiter.<Live>until(role -> Boolean.TRUE.equals(role.ready()), _ -> "not ready")
                .ridingOut(ApiException::passes)
                .await(operation, what + " to become ready", shared.polling(path, Live.class)::ask);
    }
}
