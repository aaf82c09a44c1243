package com.pulumi.planetscale.emulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.deploy.DeployRequests;
import com.pulumi.planetscale.emulator.http.AnswerStyle;
import com.pulumi.planetscale.emulator.http.RateLimit;
import com.pulumi.planetscale.emulator.http.Router;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.MaintenanceSchedule;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.state.WorldJson;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.webhook.Courier;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Duration;
import java.util.Map;

/// What clients cannot do at PlanetScale, and a web page, the support or chance can.
///
/// Objects are named by their path in the API, such as `/organizations/acme/databases/shop`, or by their id. All
/// methods throw [IllegalArgumentException] with a sentence that says what to do.
public final class Admin {
    private final World world;
    private final Router router;
    private final WorldJson json;
    private final RateLimit limit;
    private final AnswerStyle style;
    private final Tokens tokens;
    private final AdminEvents events;
    private final AdminDeploys deploys;
    private final AdminSchemas schemas;
    private final AdminCredentials credentials;
    private final Runnable changed;

    /// Made once for each emulator.
    ///
    /// @param changed called after each change, under the world's lock
    public Admin(
            World world,
            Router router,
            WorldJson json,
            RateLimit limit,
            AnswerStyle style,
            Courier courier,
            Runnable changed) {
        this.world = world;
        this.router = router;
        this.json = json;
        this.limit = limit;
        this.style = style;
        this.tokens = new Tokens(world, changed);
        this.events = new AdminEvents(world, this::find, courier, changed);
        this.deploys = new AdminDeploys(world, this::find, changed);
        this.schemas = new AdminSchemas(world);
        this.credentials = new AdminCredentials(world);
        this.changed = changed;
    }

    public Tokens tokens() {
        return tokens;
    }

    /// Events, and the webhooks that they are sent to.
    public AdminEvents events() {
        return events;
    }

    /// Other people and chance, as deploy requests know them.
    public AdminDeploys deploys() {
        return deploys;
    }

    /// Who would be let into a database.
    public AdminCredentials credentials() {
        return credentials;
    }

    /// The fields of an object, as the state file has them.
    public JsonNode object(String path) {
        synchronized (world) {
            world.settle();
            return json.write(find(path));
        }
    }

    /// Changes fields of an object behind the API's back.
    ///
    /// @param fields a JSON object with the names of the state file
    public JsonNode change(String path, ObjectNode fields) {
        synchronized (world) {
            world.settle();
            Entity before = find(path);
            Entity entity = world.add(json.changed(before, fields));
            if (before instanceof Branch awake
                    && entity instanceof Branch branch
                    && branch.sleeping
                    && !awake.sleeping) {
                world.events().publish(branch.database(world), "branch.sleeping", branch);
            }
            if (entity instanceof MaintenanceSchedule schedule) {
                MaintenanceSchedule.release(world, world.owner(schedule, Database.class));
            }
            DeployRequests.wake(world);
            changed.run();
            return json.write(entity);
        }
    }

    /// Deletes an object, with what belongs to it, behind the API's back.
    public void delete(String path) {
        synchronized (world) {
            Entity entity = find(path);
            boolean needed = entity instanceof Organization
                    || (entity instanceof Keyspace keyspace && keyspace.isDefault)
                    || (entity instanceof Branch branch && branch.id().equals(branch.database(world).defaultBranch));
            if (needed) {
                throw new IllegalArgumentException(path + " is a default, without which its owner cannot be. Delete"
                        + " the owner, or make something else the default.");
            }
            world.remove(entity);
            if (entity instanceof Branch branch) {
                DeployRequests.branchDeleted(world, branch, null);
            }
            changed.run();
        }
    }

    /// Whether there are objects of that kind, by its name in the state file.
    boolean hasKind(String kind) {
        return json.hasKind(kind);
    }

    /// Makes an object of any kind, from the fields that the state file would have.
    ///
    /// @param kind such as `read_only_regions`
    /// @param owner path or id
    public JsonNode add(String kind, String owner, ObjectNode fields) {
        synchronized (world) {
            Entity made = json.make(kind, world.origin(find(owner), null), fields);
            world.add(made);
            changed.run();
            return json.write(made);
        }
    }

    /// Plays the second administrator, who confirms or denies a deletion or a demotion.
    public void respond(String path, boolean approve) {
        synchronized (world) {
            Entity entity = find(path);
            if (entity instanceof Database database && database.deletionRequest != null) {
                database.deletionRequest = null;
                if (approve) {
                    world.remove(database);
                }
            } else if (entity instanceof Branch branch && branch.demotionRequest != null) {
                branch.demotionRequest = null;
                if (approve) {
                    branch.demote(world);
                }
            } else {
                throw new IllegalArgumentException(
                        path + " has no request that waits. DELETE a database or demote a branch first.");
            }
            changed.run();
        }
    }

    /// Puts tables in the place of those of a branch, or of one of its keyspaces.
    ///
    /// @param part the keyspace, or the namespace on PostgreSQL; empty for the default one
    /// @param tables statements that create them, by name
    public void loadTables(String path, String part, Map<String, String> tables) {
        synchronized (world) {
            schemas.load(find(path), part, tables);
            changed.run();
        }
    }

    /// Runs a statement that changes the schema of a Vitess branch, as a client of the database would.
    ///
    /// @param keyspace empty for the default one
    public void runDdl(String path, String keyspace, String statement) {
        synchronized (world) {
            world.settle();
            schemas.run(find(path), keyspace, statement);
            changed.run();
        }
    }

    /// Changes how long one kind of work takes that begins from now on.
    public void setDelay(Delay delay, Duration duration) {
        world.delays().set(delay, duration);
    }

    public int requestsPerMinute() {
        synchronized (world) {
            return limit.perMinute();
        }
    }

    /// Changes how many requests are granted in any 60 seconds from now on; 0 for no limit.
    public void setRequestsPerMinute(int value) {
        synchronized (world) {
            limit.set(value);
        }
    }

    /// How much answers say from now on.
    public AnswerStyle answers() {
        return style;
    }

    /// Everything there is, as the state file has it.
    public ObjectNode exportState() {
        synchronized (world) {
            world.settle();
            return json.write(world);
        }
    }

    /// Puts an exported state in the place of everything there is.
    public void importState(JsonNode state) {
        synchronized (world) {
            json.read(state, world);
            changed.run();
        }
    }

    private Entity find(String path) {
        return router.object(world, path)
                .or(() -> world.everything()
                        .filter(entity -> entity.id().equals(path.replace("/", "")))
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("There is no object " + path
                        + ". Name it by its path, such as /organizations/acme/databases/shop, or by its id."));
    }
}
