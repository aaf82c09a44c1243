package com.pulumi.planetscale.provider.resources.owner;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.NamedAnswer;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Account.Named;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Waiter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The databases and branches that other objects belong to. Each is asked for once in a process, however many
/// objects belong to it, and waited for where it is not usable yet.
public final class Directory {
    /// The same in all kinds.
    private static final Property<String> DATABASE = Owners.database("object");

    /// Where the objects are that others belong to, by kind. A team is not among them: programs name it by its id, and
    /// paths lead to it by its slug.
    private static final Map<String, Place> PLACES = Map.of(
            "Database", new Place("/organizations/{}/databases/{}", Titled::name),
            "Branch", new Place("/organizations/{}/databases/{}/branches/{}", Titled::name),
            "TrafficBudget", new Place("/organizations/{}/databases/{}/branches/{}/traffic/budgets/{}", Titled::id),
            "ServiceToken", new Place("/organizations/{}/service-tokens/{}", Titled::id));

    private final Api api;
    private final Siblings shared;
    private final Once<ApiPath, Database> databases = new Once<>();
    private final Once<ApiPath, Branch> branches = new Once<>();
    private final Once<String, String> organizations = new Once<>();
    private final Once<ApiPath, Optional<String>> keyspaces = new Once<>();
    private final Once<ApiPath, Named> named = new Once<>();
    private final Once<ApiPath, Optional<Database>> seen = new Once<>();
    private final Once<ApiPath, List<Branch>> seenBranches = new Once<>();

    /// What objects need to know of their database.
    public record Database(
            @Nullable String id,
            @Nullable String name,
            @Nullable String kind,
            @Nullable Boolean ready,
            @Nullable String state,
            @Nullable Region region,
            @Nullable String defaultBranch,
            @Nullable Boolean atDevelopmentBranchUsageLimit,
            @Nullable Boolean atBackupRestoreBranchesLimit,
            @Nullable Boolean allowDataBranching)
            implements NamedAnswer {
        private boolean isReady() {
            return Boolean.TRUE.equals(ready);
        }
    }

    /// Where a database is.
    public record Region(@Nullable String slug) {}

    /// What objects need to know of their branch.
    public record Branch(
            @Nullable String id,
            @Nullable String name,
            @Nullable String kind,
            @Nullable Boolean ready,
            @Nullable String state,
            @Nullable Boolean production,
            @Nullable String clusterName)
            implements NamedAnswer {
        private boolean isReady() {
            return Boolean.TRUE.equals(ready);
        }
    }

    /// One without an id says nothing of itself, and is no failure.
    private record Titled(@Nullable String id, @Nullable String name) implements NamedAnswer {
        @Override
        public boolean isWhole() {
            return true;
        }

        Named named() {
            return id == null || name == null ? new Named.Unknown() : new Named.Is(id, name);
        }
    }

    /// Where objects are.
    ///
    /// @param template the path of one
    /// @param key what programs call it
    private record Place(String template, Function<Titled, @Nullable String> key) {
        ApiPath of(List<String> parts) {
            return ApiPath.of(template, parts.toArray(String[]::new));
        }
    }

    private record Keyspace(@Nullable String name, @Nullable Boolean sharded) {}

    public Directory(Api api, Siblings shared) {
        this.api = api;
        this.shared = shared;
    }

    /// A database that answers; waits until it does.
    public Database database(Operation operation, ApiPath path) throws IOException, InterruptedException {
        var polling = shared.polling(path, Database.class);
        return Waiter.<Database>until(Database::isReady, database -> word(database.state()))
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "database `" + path.segments().getLast() + "` to become ready",
                        () -> databases.of(path, Database::isReady, polling::ask));
    }

    /// A database as a preview sees it; empty where there is none yet. Asked for once, however many objects of it a
    /// preview looks at, since it changes nothing.
    public Optional<Database> seen(ApiPath path) throws IOException, InterruptedException {
        return seen.of(path, () -> shared.peek(path, Database.class));
    }

    /// A branch as a preview sees it; empty if there is none, or the token may not see it. The branches of a database
    /// are asked for once.
    public Optional<Branch> seenBranch(ApiPath database, String name) throws IOException, InterruptedException {
        return seenBranches
                .of(database, () -> {
                    try (Stream<Branch> all = shared.list(database.then("/branches"), Branch.class)) {
                        return all.toList();
                    } catch (ApiException hidden) {
                        return switch (hidden.kind()) {
                            case NOT_FOUND, DENIED -> List.of();
                            case INVALID, CONFLICT, UNUSABLE_CREDENTIALS, RATE_LIMITED, UNAVAILABLE, MALFORMED ->
                                throw hidden;
                        };
                    }
                })
                .stream()
                .filter(branch -> name.equals(branch.name()))
                .findFirst();
    }

    /// The public id of an organization, which each of its service tokens may see.
    public String organizationId(String name) throws IOException, InterruptedException {
        return organizations.of(name, () -> {
            try (Stream<Titled> all = api.list(ApiPath.of("/organizations"), Titled.class)) {
                return all.filter(found -> name.equals(found.name()))
                        .findFirst()
                        .map(Titled::id)
                        .orElseThrow(() -> new OperationException(Finding.refusal(
                                Owners.ORGANIZATION,
                                "the service token sees no organization `" + name + "`",
                                "Check `organization` of the provider.")));
            }
        });
    }

    /// A branch that answers; waits until it does.
    public Branch branch(Operation operation, ApiPath path) throws IOException, InterruptedException {
        var polling = shared.polling(path, Branch.class);
        return Waiter.<Branch>until(Branch::isReady, branch -> word(branch.state()))
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "branch `" + path.segments().getLast() + "` to become ready",
                        () -> branches.of(path, Branch::isReady, polling::ask));
    }

    /// The public id of the database or branch that an input names. Asked for again after each change, since names
    /// change.
    public Optional<String> idOf(Property<?> owner, PropertyMap inputs) throws IOException, InterruptedException {
        ApiPath database = Owners.organizationPath(inputs).then("/databases/{}", inputs.get(DATABASE));
        boolean isDatabase = owner.name().equals(DATABASE.name());
        String name = String.valueOf(inputs.get(owner));
        return Optional.ofNullable(
                isDatabase
                        ? shared.get(database, Database.class).id()
                        : shared.get(Owners.databasePath(inputs, DATABASE).then("/branches/{}", name), Branch.class)
                                .id());
    }

    /// The object that goes by a name or a public id. One that was found is not asked for again: what this run renames,
    /// it knows by itself.
    ///
    /// @param kind such as `Branch`
    /// @param parts the organization, the owners from the outside in, and the object, by names or public ids
    public Named named(String kind, List<String> parts) throws IOException, InterruptedException {
        Place place = PLACES.get(kind);
        if (place == null) {
            return new Named.Unknown();
        }
        ApiPath path = place.of(parts);
        return named.of(
                path,
                Named.Is.class::isInstance,
                () -> shared.peek(path, Titled.class).<Named>map(Titled::named).orElseGet(Named.Absent::new));
    }

    /// What programs may call the objects beside one of a kind; empty if the service token may not list them.
    ///
    /// @param parts as for [#named]
    public Optional<List<String>> names(String kind, List<String> parts) throws IOException, InterruptedException {
        Place place = PLACES.get(kind);
        if (place == null) {
            return Optional.empty();
        }
        try (Stream<Titled> found = api.list(place.of(parts).parent(), Titled.class)) {
            return Optional.of(found.map(place.key).filter(Objects::nonNull).toList());
        } catch (ApiException e) {
            if (e.kind() != ApiException.Kind.NOT_FOUND && e.kind() != ApiException.Kind.DENIED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /// The one unsharded keyspace of a Vitess branch, which clients may name as their database; empty where
    /// there are more, or the token may not see them.
    public Optional<String> soleKeyspace(ApiPath branch) throws IOException, InterruptedException {
        return keyspaces.of(branch, () -> {
            try (Stream<Keyspace> found = api.list(branch.then("/keyspaces"), Keyspace.class)) {
                List<Keyspace> all = found.limit(2).toList();
                return all.size() == 1 && !Boolean.TRUE.equals(all.getFirst().sharded())
                        ? Optional.ofNullable(all.getFirst().name())
                        : Optional.empty();
            } catch (ApiException e) {
                if (e.kind() != ApiException.Kind.NOT_FOUND && e.kind() != ApiException.Kind.DENIED) {
                    throw e;
                }
                return Optional.empty();
            }
        });
    }

    /// Forgets everything at or below a path, and the lists that it is in, since it was renamed or deleted.
    public void forget(ApiPath path) {
        databases.forget(known -> known.isWithin(path));
        branches.forget(known -> known.isWithin(path));
        keyspaces.forget(known -> known.isWithin(path));
        seen.forget(known -> known.isWithin(path));
        seenBranches.forget(known -> known.isWithin(path) || path.isWithin(known));
    }

    private static String word(@Nullable String state) {
        return state == null ? "not ready" : state;
    }
}
