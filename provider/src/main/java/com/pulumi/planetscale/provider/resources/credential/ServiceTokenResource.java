package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.Validity.EXPIRES_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A service token, by which programs call PlanetScale's API. It cannot be changed, only replaced.
public final class ServiceTokenResource implements Resource.Credential, Resource.Listed {
    private static final Validity VALIDITY = new Validity("service token");

    static final Property<String> NAME = Property.text(
                    "name",
                    "Name of the service token, shown to people. If omitted, generated from the resource's name. A change"
                            + " makes a new service token.")
            .optional()
            .atCreation("the name of a service token is set when it is made");
    static final Property<Long> TTL_SECONDS = VALIDITY.unreturnedTtlSeconds();
    static final Property<Map<String, String>> ROTATION_TRIGGERS = VALIDITY.rotationTriggers();
    static final Property<String> TOKEN = Property.text(
                    "token",
                    "The service token itself, which goes with `publicId` as its id. PlanetScale returns it only when the"
                            + " service token is created, so an imported one has none.")
            .computed()
            .secret()
            .once();

    private static final Schema SCHEMA = Schema.of(
                    "ServiceToken",
                    "A service token of an organization, by which programs call PlanetScale's API. A new one may do"
                            + " nothing until it is granted accesses.",
                    List.of(
                            ORGANIZATION,
                            NAME,
                            TTL_SECONDS,
                            ROTATION_TRIGGERS,
                            TOKEN,
                            EXPIRES_AT,
                            PUBLIC_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, PUBLIC_ID))
            .onlyInLookups(CredentialFacts.OF_SERVICE_TOKENS)
            .naming(new Naming(NAME, "-", 63))
            .due(VALIDITY::due);

    private final Api api;
    private final Siblings shared;
    private final Notes notes;

    /// What the API returns for a service token.
    private record Live(
            @Nullable String id,
            @Nullable String name,
            @Nullable String token,
            @Nullable String expiresAt,
            @Nullable String createdAt,
            @Nullable String actorId,
            @Nullable String actorDisplayName,
            @JsonAnySetter @Nullable Map<String, JsonNode> others)
            implements Identified, CredentialTraits.Returned {
        @Override
        public @Nullable String secret() {
            return token;
        }

        /// A deleted one is not returned.
        @Override
        public @Nullable String deletedAt() {
            return null;
        }

        @Override
        @Assumes(Assumption.ACTOR_OF_SERVICE_TOKENS)
        public Actor actor() {
            return new Actor(actorId, actorDisplayName);
        }

        @Override
        public String toString() {
            return "Live[id=" + id + ", name=" + name + "]";
        }
    }

    public ServiceTokenResource(Api api, Siblings shared, Notes notes) {
        this.api = api;
        this.shared = shared;
        this.notes = notes;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Map<String, Object> body = inputs.body(List.of(NAME));
        inputs.find(TTL_SECONDS).filter(seconds -> seconds > 0).ifPresent(seconds -> body.put("ttl", seconds));
        var traits = new CredentialTraits<>(
                api,
                SCHEMA.name(),
                inputs.get(ORGANIZATION),
                collection(inputs),
                inputs.get(NAME),
                body,
                Live.class,
                false);
        return properties(new Making<>(api, shared, notes, traits).run(operation));
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return shared.find(path(state), Live.class).map(ServiceTokenResource::properties);
    }

    /// The provider would lock itself out, and could not even finish the run.
    @Override
    public Optional<Finding> undeletable(PropertyMap state) {
        return state.find(PUBLIC_ID)
                .filter(api.tokenId()::equals)
                .map(own -> Finding.refusal(
                        Path.ROOT,
                        "service token `" + own + "` is the one that the provider itself uses, and is not deleted",
                        "Configure the provider with another service token first (`serviceTokenId` and `serviceToken`), or"
                                + " remove it from the stack only, with `pulumi state delete`."));
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        var _ = api.delete(path(state));
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        return api.list(collection(owner), Live.class).map(ServiceTokenResource::properties);
    }

    /// The token that the provider itself uses is what a stack works with, not what it has.
    @Override
    public boolean isAdoptable(PropertyMap object) {
        return !object.get(PUBLIC_ID).equals(api.tokenId());
    }

    private static ApiPath collection(PropertyMap values) {
        return Owners.organizationPath(values).then("/service-tokens");
    }

    private static ApiPath path(PropertyMap state) {
        return collection(state).then("/{}", state.get(PUBLIC_ID));
    }

    private static PropertyMap properties(Live live) {
        return Facts.of(live.others(), CredentialFacts.OF_SERVICE_TOKENS)
                .with(PUBLIC_ID, live.id())
                .with(NAME, live.name())
                .with(TOKEN, live.token())
                .with(EXPIRES_AT, live.expiresAt())
                .with(CREATED_AT, live.createdAt());
    }
}
