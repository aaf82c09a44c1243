package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Waiter;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The databases and branches that other objects belong to. Each is asked for once in a process, however many objects
/// belong to it, and waited for where it is not usable yet.
final class Directory {
    private final Api api;
    private final Map<ApiPath, Database> databases = new ConcurrentHashMap<>();
    private final Map<ApiPath, Branch> branches = new ConcurrentHashMap<>();

    /// What objects need to know of their database.
    record Database(
            @Nullable String id,
            @Nullable String name,
            @Nullable String kind,
            @Nullable Boolean ready,
            @Nullable String state,
            @Nullable String defaultBranch) {}

    /// What objects need to know of their branch.
    record Branch(
            @Nullable String id,
            @Nullable String name,
            @Nullable String kind,
            @Nullable Boolean ready,
            @Nullable String state,
            @Nullable Boolean production,
            @Nullable Boolean sharded,
            @Nullable Integer keyspaceCount) {}

    Directory(Api api) {
        this.api = api;
    }

    /// A database that answers; waits until it does.
    Database database(Operation operation, ApiPath path) throws IOException, InterruptedException {
        Database known = databases.get(path);
        if (known != null) {
            return known;
        }
        Database found = Waiter.<Database>until(
                        database -> Boolean.TRUE.equals(database.ready()), database -> word(database.state()))
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "database `" + path.segments().getLast() + "` to become ready",
                        () -> api.get(path, Database.class));
        databases.put(path, found);
        return found;
    }

    /// A branch that answers; waits until it does.
    Branch branch(Operation operation, ApiPath path) throws IOException, InterruptedException {
        Branch known = branches.get(path);
        if (known != null) {
            return known;
        }
        Branch found = Waiter.<Branch>until(
                        branch -> Boolean.TRUE.equals(branch.ready()), branch -> word(branch.state()))
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "branch `" + path.segments().getLast() + "` to become ready",
                        () -> api.get(path, Branch.class));
        branches.put(path, found);
        return found;
    }

    /// Forgets everything at or below a path, since it was renamed or deleted.
    void forget(ApiPath path) {
        databases.keySet().removeIf(known -> known.toString().startsWith(path.toString()));
        branches.keySet().removeIf(known -> known.toString().startsWith(path.toString()));
    }

    private static String word(@Nullable String state) {
        return state == null ? "not ready" : state;
    }
}
