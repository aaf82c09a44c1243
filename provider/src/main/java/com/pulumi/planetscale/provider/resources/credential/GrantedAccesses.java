package com.pulumi.planetscale.provider.resources.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.Answer;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.making.LostAnswer;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The calls on the accesses of service tokens. The official clients make them; the OpenAPI description has the reading
/// alone, as a field of the service token.
@Assumes(Assumption.TOKENS_GRANT_ACCESSES)
record GrantedAccesses(Api api, Siblings shared) {
    /// One access on one database, or on the organization.
    record Access(
            @Nullable String access,
            @Nullable String resourceName,
            @Nullable String resourceId,
            @Nullable String resourceType) {
        boolean isOnDatabase() {
            return resourceType != null && resourceType.toLowerCase(Locale.ROOT).contains("database");
        }

        /// Whether it is on what a public id or a name stands for; what holds for all databases is on none.
        boolean isOn(String resource) {
            return (resource.equals(resourceId) || resource.equals(resourceName))
                    && access != null
                    && (isOnDatabase() || AccessNames.isOfOrganization(access));
        }
    }

    private record Token(@Nullable String id, @Nullable List<Access> serviceTokenAccesses) implements Identified {}

    /// The other form, of the calls that grant.
    private record Plain(@Nullable String access, @Nullable Resource resource) {
        record Resource(
                @Nullable String id,
                @Nullable String name,
                @Nullable String type) {}

        Access access(@Nullable Resource on) {
            return on == null ? new Access(access, null, null, null) : new Access(access, on.name, on.id, on.type);
        }
    }

    private record Branch(
            @Nullable Actor actor,
            @Nullable String parentBranch,
            @Nullable JsonNode restoredFromBranch) {
        boolean cameWithItsDatabase() {
            return parentBranch == null && (restoredFromBranch == null || restoredFromBranch.isNull());
        }
    }

    private record Granted(@Nullable List<Plain> data) implements Answer {
        @Override
        public boolean isWhole() {
            return data != null;
        }
    }

    /// All accesses of a service token; empty if it is certainly gone.
    Optional<List<Access>> find(ApiPath token) throws IOException, InterruptedException {
        Optional<Token> found = shared.find(token, Token.class);
        return found.isEmpty() ? Optional.empty() : Optional.of(of(token, found.get()));
    }

    /// The same for a look around; empty if it cannot be seen.
    Optional<List<Access>> peek(ApiPath token) throws IOException, InterruptedException {
        Optional<Token> found = shared.peek(token, Token.class);
        return found.isEmpty() ? Optional.empty() : Optional.of(of(token, found.get()));
    }

    /// What an answer leaves out is asked for by itself.
    private List<Access> of(ApiPath token, Token found) throws IOException, InterruptedException {
        if (found.serviceTokenAccesses != null) {
            return found.serviceTokenAccesses;
        }
        try (Stream<Plain> all = api.list(token.then("/access"), Plain.class)) {
            return all.map(plain -> plain.access(plain.resource)).toList();
        } catch (ApiException refusal) {
            throw explained(refusal, token);
        }
    }

    /// The names of the accesses on one database or organization, by its public id or name.
    static Set<String> on(List<Access> all, String resource) {
        return all.stream()
                .filter(access -> access.isOn(resource))
                .map(access -> String.valueOf(access.access))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether a service token has made a database, and so got every access to it (PlanetScale documentation, service
    /// tokens). The branch that came with the database says who made it, as far as it can be seen.
    boolean isMaker(String token, ApiPath database) throws IOException, InterruptedException {
        try (Stream<Branch> all = shared.list(database.then("/branches"), Branch.class)) {
            return all.anyMatch(
                    branch -> branch.cameWithItsDatabase() && branch.actor != null && token.equals(branch.actor.id()));
        } catch (ApiException hidden) {
            if (hidden.kind() != ApiException.Kind.NOT_FOUND && hidden.kind() != ApiException.Kind.DENIED) {
                throw hidden;
            }
            return false;
        }
    }

    /// Adds accesses. What the service token has already stays.
    ///
    /// @param database its name; empty for the organization
    void add(Operation operation, ApiPath token, String database, String resource, Set<String> names)
            throws IOException, InterruptedException {
        var lost = new LostAnswer<Granted>(Granted::isWhole, _ -> {
            List<Access> now = of(token, api.get(token, Token.class));
            return on(now, resource).containsAll(names) ? Optional.of(new Granted(List.of())) : Optional.empty();
        });
        try {
            var _ = lost.outlast(
                    operation, () -> api.post(token.then("/access"), body(database, names), Granted.class));
        } catch (ApiException refusal) {
            throw explained(refusal, token);
        }
    }

    /// Takes accesses away. What the service token lacks already is no failure.
    void remove(ApiPath token, String database, Set<String> names) throws IOException, InterruptedException {
        try {
            var _ = api.send("DELETE", token.then("/access"), body(database, names), Object.class);
        } catch (ApiException refusal) {
            throw explained(refusal, token);
        }
    }

    private static Map<String, Object> body(String database, Set<String> names) {
        return Map.of("database", database, "access", names.stream().sorted().toList());
    }

    /// PlanetScale may keep these calls from service tokens altogether, so its refusal is not only about accesses.
    private IOException explained(ApiException refusal, ApiPath token) {
        return switch (refusal.kind()) {
            case NOT_FOUND, DENIED ->
                new OperationException(Finding.refusal(
                        Path.ROOT,
                        "the service token `" + api.tokenId() + "` may not manage the accesses of service token `"
                                + token.segments().getLast() + "`: " + refusal.getMessage(),
                        "It can only grant what it holds itself. PlanetScale may also keep service tokens from managing"
                                + " accesses at all, as its command line does: then grant them in PlanetScale's web"
                                + " application, or with `pscale service-token add-access` after `pscale auth login`, and"
                                + " remove this resource from the program."));
            case INVALID, CONFLICT, UNUSABLE_CREDENTIALS, RATE_LIMITED, UNAVAILABLE, MALFORMED -> refusal;
        };
    }
}
