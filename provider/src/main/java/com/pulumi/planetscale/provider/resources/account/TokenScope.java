package com.pulumi.planetscale.provider.resources.account;

import com.pulumi.planetscale.provider.api.Accesses;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Call;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the service token may do, where it may read that of itself (access `read_service_tokens`). It is asked
/// for once in a process.
///
/// Only what certainly lacks is said: a database or branch that cannot be seen may not exist yet, and a token
/// gets every access to each database that it makes.
public final class TokenScope {
    private static final String DATABASES = "/organizations/{}/databases/{}";
    private static final String BRANCHES = DATABASES + "/branches/{}";

    private final Api api;
    private final Map<String, Optional<List<Grant>>> grants = new HashMap<>();
    private final Map<ApiPath, Optional<Owner>> owners = new HashMap<>();

    private record Token(@Nullable List<Grant> serviceTokenAccesses) {}

    /// One access on one database, or on the organization, which holds for all its databases.
    private record Grant(
            @Nullable String access,
            @Nullable String resourceName,
            @Nullable String resourceId,
            @Nullable String resourceType) {
        private boolean isOnDatabase() {
            return resourceType != null && resourceType.toLowerCase(Locale.ROOT).contains("database");
        }

        private boolean isOn(Owner database) {
            return !isOnDatabase()
                    || (resourceId != null && resourceId.equals(database.id()))
                    || (resourceName != null && resourceName.equals(database.name()));
        }
    }

    /// A database or a branch; only the latter is one for production or not.
    private record Owner(
            @Nullable String id,
            @Nullable String name,
            @Nullable Boolean production) {}

    public TokenScope(Api api) {
        this.api = api;
    }

    /// What the token lacks for some calls; empty where it lacks nothing, or may not tell.
    synchronized List<Finding> lacking(Schema schema, PropertyMap values, List<Call> calls)
            throws IOException, InterruptedException {
        Optional<String> organization = values.find(Owners.ORGANIZATION);
        Optional<List<Grant>> granted = organization.isEmpty() ? Optional.empty() : grants(organization.get());
        if (granted.isEmpty()) {
            return List.of();
        }
        var findings = new LinkedHashSet<Finding>();
        for (Call call : calls) {
            List<String> opening = Accesses.names(call.method(), call.template());
            if (!opening.isEmpty()) {
                judge(schema, values, call, opening, granted.get()).ifPresent(findings::add);
            }
        }
        return new ArrayList<>(findings);
    }

    private Optional<Finding> judge(
            Schema schema, PropertyMap values, Call call, List<String> opening, List<Grant> granted)
            throws IOException, InterruptedException {
        if (!call.template().startsWith(DATABASES)) {
            return holdsAny(
                            granted.stream()
                                    .filter(grant -> !grant.isOnDatabase())
                                    .toList(),
                            opening)
                    ? Optional.empty()
                    : Optional.of(
                            lacks(schema, call, opening, "organization `" + values.get(Owners.ORGANIZATION) + "`"));
        }
        Optional<ApiPath> path = path(schema, values, 2);
        if (path.isEmpty() || holdsAllBeforeAsking(granted, path.get(), opening)) {
            return Optional.empty();
        }
        Optional<Owner> database = owner(path.get());
        if (database.isEmpty()) {
            return Optional.empty();
        }
        List<Grant> held =
                granted.stream().filter(grant -> grant.isOn(database.get())).toList();
        List<String> needed = call.template().startsWith(BRANCHES) ? forBranch(schema, values, opening) : opening;
        return holdsAny(held, needed)
                ? Optional.empty()
                : Optional.of(lacks(
                        schema, call, needed, "database `" + database.get().name() + "`"));
    }

    /// Where some names are for production branches and others for the rest, such as `connect_branch` and
    /// `connect_production_branch`, those for the branch in question: what each opens is the meaning of its name.
    private List<String> forBranch(Schema schema, PropertyMap values, List<String> opening)
            throws IOException, InterruptedException {
        List<String> forProduction =
                opening.stream().filter(name -> name.contains("_production_")).toList();
        Optional<ApiPath> path = path(schema, values, 3);
        boolean bothKinds =
                forProduction.stream().anyMatch(name -> opening.contains(name.replace("_production_", "_")));
        if (!bothKinds || path.isEmpty()) {
            return opening;
        }
        Optional<Boolean> production = owner(path.get()).map(Owner::production);
        if (production.isEmpty()) {
            return opening;
        }
        return opening.stream()
                .filter(name -> production.get()
                        ? forProduction.stream()
                                .noneMatch(other ->
                                        other.replace("_production_", "_").equals(name))
                        : !forProduction.contains(name))
                .toList();
    }

    /// Whether nothing needs to be asked about a database, since every access that may be needed is held on
    /// whatever the path names by its name or its id.
    private static boolean holdsAllBeforeAsking(List<Grant> granted, ApiPath database, List<String> opening) {
        String segment = database.segments().getLast();
        var named = new Owner(segment, segment, null);
        return opening.stream()
                .allMatch(name -> granted.stream().anyMatch(grant -> name.equals(grant.access()) && grant.isOn(named)));
    }

    private static boolean holdsAny(List<Grant> grants, List<String> names) {
        return grants.stream().anyMatch(grant -> names.contains(grant.access()));
    }

    private Finding lacks(Schema schema, Call call, List<String> needed, String where) {
        List<String> advised = Accesses.advised(call.method(), call.template()).stream()
                .filter(needed::contains)
                .toList();
        return Finding.warning(
                "the service token `" + api.tokenId() + "` lacks the access " + Accesses.words(advised) + " on " + where
                        + ", without which this change of the " + schema.name() + " will be refused",
                "Grant it in the token's settings before you run `pulumi up`.");
    }

    /// The path of the owner at a depth: 2 for the database, 3 for the branch; by its public id where that is
    /// recorded. Empty where it is not known yet.
    private static Optional<ApiPath> path(Schema schema, PropertyMap values, int depth) {
        if (schema.identity().size() < depth) {
            return Optional.empty();
        }
        ApiPath path = Owners.organizationPath(values);
        for (int i = 1; i < depth; i++) {
            Property<String> part = schema.identity().get(i);
            Optional<String> id = part.named().isPresent()
                    ? part.named().flatMap(Property.Named::idProperty).flatMap(name -> text(values.value(name)))
                    : values.find(Owners.PUBLIC_ID);
            Optional<String> segment = id.or(() -> values.find(part));
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            path = path.then(i == 1 ? "/databases/{}" : "/branches/{}", segment.get());
        }
        return Optional.of(path);
    }

    private static Optional<String> text(Value value) {
        return value.plain() instanceof Value.Text(var text) ? Optional.of(text) : Optional.empty();
    }

    /// The accesses of the token itself; empty where it may not read them.
    private Optional<List<Grant>> grants(String organization) throws IOException, InterruptedException {
        Optional<List<Grant>> known = grants.get(organization);
        if (known != null) {
            return known;
        }
        // Not asked again, whatever comes of it.
        grants.put(organization, Optional.empty());
        Optional<List<Grant>> told = seen(
                        ApiPath.of("/organizations/{}/service-tokens/{}", organization, api.tokenId()), Token.class)
                .map(Token::serviceTokenAccesses);
        grants.put(organization, told);
        return told;
    }

    private Optional<Owner> owner(ApiPath path) throws IOException, InterruptedException {
        Optional<Owner> known = owners.get(path);
        if (known == null) {
            known = seen(path, Owner.class);
            owners.put(path, known);
        }
        return known;
    }

    private <T> Optional<T> seen(ApiPath path, Class<T> type) throws IOException, InterruptedException {
        try {
            return Optional.of(api.get(path, type));
        } catch (ApiException e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.DENIED) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
