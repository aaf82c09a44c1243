package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A request on its way through a handler: its path has been followed to the objects, and the caller may do it.
public final class Call {
    private static final Route NONE = new Route("GET", "", Access.everybody(), false, call -> Answer.noContent());

    private final World world;
    private final Instant now;
    private final Request request;
    private final Values body;
    private final Query query;
    private final @Nullable Caller caller;
    private final Router.Match match;

    Call(World world, Request request, @Nullable Caller caller, Router.Match match) {
        this.world = world;
        this.now = world.now();
        this.request = request;
        this.body = request.body().values();
        this.query = Query.parse(request.query());
        this.caller = caller;
        this.match = match;
    }

    /// What a view needs to show an object that no request asked for: the object itself and its owners can be found.
    static Call unasked(World world, String base, Entity entity) {
        Map<Class<? extends Entity>, Entity> objects = Stream.concat(Stream.of(entity), world.owners(entity))
                .collect(Collectors.toMap(Entity::getClass, Function.identity()));
        Request request = new Request("GET", base, "", "", Optional.empty(), Body.none());
        return new Call(world, request, null, new Router.Match(NONE, objects, Map.of()));
    }

    public World world() {
        return world;
    }

    /// Lets a new credential in at the server of its branch, if branches have servers. A credential that opens nothing
    /// is not made.
    public void putIntoEffect(Branch branch, Entity credential) {
        try {
            world.dataPlane().settle(branch);
        } catch (DataPlaneException e) {
            world.remove(credential);
            throw Refused.because("The database of branch " + branch.name + " cannot be used: " + e.getMessage());
        }
    }

    /// The same instant for the whole call.
    public Instant now() {
        return now;
    }

    public Values body() {
        return body;
    }

    public Query query() {
        return query;
    }

    /// The object of that kind that the path leads to.
    public <T extends Entity> T the(Class<T> kind) {
        return find(kind).orElseThrow(Refusal::notFound);
    }

    public <T extends Entity> Optional<T> find(Class<T> kind) {
        return match.find(kind);
    }

    /// The decoded piece of the path at `{placeholder}`, also where it leads to nothing.
    public String piece(String placeholder) {
        return Optional.ofNullable(match.pieces().get(placeholder)).orElseThrow(Refusal::notFound);
    }

    public Organization organization() {
        return the(Organization.class);
    }

    public Database database() {
        return the(Database.class);
    }

    public Branch branch() {
        return the(Branch.class);
    }

    /// The branch, which must be of that engine.
    public Branch branch(Engine engine) {
        Branch branch = branch();
        if (branch.kind != engine) {
            throw Refusal.unprocessable("This is only available for " + engine.displayName() + " databases");
        }
        return branch;
    }

    /// The branch, which must be of that engine and serve queries (API reference, *Ready*).
    public Branch readyBranch(Engine engine) {
        return ready(branch(engine));
    }

    public Branch readyBranch() {
        return ready(branch());
    }

    private Branch ready(Branch branch) {
        if (!branch.ready(now)) {
            throw Refusal.unprocessable("Branch is not ready, its state is " + branch.state(now));
        }
        return branch;
    }

    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("Operation " + request.method() + " " + request.path() + " has no caller");
        }
        return caller;
    }

    /// What an object made by this call begins with.
    public Origin origin(@Nullable Entity owner) {
        return world.origin(owner, caller().actor());
    }

    /// The raw path, such as `/organizations/acme`.
    public String path() {
        return request.path();
    }

    /// The address of an object of the API as this client reaches it.
    public String url(String path) {
        return request.base() + path;
    }

    /// One page of a list.
    public <T> Answer page(Stream<T> items, Function<? super T, ?> view) {
        return Answer.ok(Page.of(this, items.toList(), view));
    }

    /// One page of a list that is declared with totals (API reference).
    public <T> Answer countedPage(Stream<T> items, Function<? super T, ?> view) {
        List<T> all = items.toList();
        return Answer.ok(Page.of(this, all, view).putAll(Page.totals(this, all.size())));
    }
}
