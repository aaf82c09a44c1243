package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Reference;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.Timed;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A branch of either engine. `vtgate` matters on Vitess only, `cluster` on PostgreSQL only.
public final class Branch extends Entity implements Timed {
    public final Engine kind;
    /// Slug of a region.
    public final String region;
    public String name;
    public Instant readyAt;
    /// Id of the branch it was made from; null for a database's first one.
    public @Nullable String parent;
    public boolean production = false;
    public boolean safeMigrations = false;
    public boolean deletionProtected = false;
    public boolean sleeping = false;
    /// Vitess: it was made with a size of its own, so it does not run at development size.
    public boolean sized = false;
    public @Nullable VtgateSettings vtgate;
    /// The VTGates were set by hand, so a new cluster size leaves them alone.
    public boolean vtgateCustomized = false;
    public @Nullable ClusterSettings cluster;
    public @Nullable String majorVersion;
    private Schema schema = Schema.EMPTY;
    /// What its server showed when the two last agreed; null until it has run once.
    public @Nullable Schema served;
    /// Why its server's tables cannot be read; null if they can.
    public @Nullable String unreadable;
    public @Nullable Instant schemaLastUpdatedAt;
    /// The schema with which it was made, if it was made from another branch.
    public @Nullable BranchSchema base;
    /// Tables that long transactions lock, so that no deploy request can replace them.
    public Set<String> lockedTables = new TreeSet<>();
    /// When tables that were used recently were last used, by name.
    public Map<String, Instant> recentlyUsedTables = new TreeMap<>();
    /// Set by the admin interface: something copies its data, so its schema cannot be changed.
    public boolean schemaMutationsBlocked = false;
    /// Deploy requests into this branch have to wait.
    public boolean queuePaused = false;
    public @Nullable String queuePauseReason;
    /// The branch whose data it was made of.
    public @Nullable Reference restoredFrom;
    /// Id of the backup it was made of.
    public @Nullable String backup;
    /// Keys of tags that its recent queries had; null if rules may name any.
    public @Nullable Set<String> seenTags;
    /// Parameters of the VTGates that are set, by name.
    public Map<String, String> vtgateParameters = new LinkedHashMap<>();

    /// A demotion that waits for a second administrator.
    public @Nullable PendingRequest demotionRequest;

    /// Where the server behind it listens; null until that was asked for.
    public @Nullable String address;

    /// That the branch is ready has been announced.
    public boolean announced = false;

    @JsonCreator
    public Branch(Origin origin, Engine kind, String region, String name, Instant readyAt) {
        super(origin);
        this.kind = kind;
        this.region = region;
        this.name = name;
        this.readyAt = readyAt;
    }

    @Override
    public String label() {
        return name;
    }

    public Database database(World world) {
        return world.owner(this, Database.class);
    }

    /// The default branch of a database.
    public static Branch defaultOf(World world, Database database) {
        return world.find(Branch.class, database.defaultBranch)
                .orElseThrow(() -> new IllegalStateException("Database " + database.name + " has no default branch"));
    }

    /// Refuses a deletion while the branch is protected from it.
    public void checkUnprotected() {
        Refused.when(
                deletionProtected, "Branch " + name + " is protected from deletion; disable deletion protection first");
    }

    public boolean ready(Instant now) {
        return state(now).equals("ready");
    }

    public String state(Instant now) {
        if (now.isBefore(readyAt)) {
            return "pending";
        }
        return sleeping ? "sleeping" : "ready";
    }

    /// Its tables and views.
    ///
    /// @throws Refused with the reason, if they cannot be read
    public Schema schema() {
        if (unreadable != null) {
            throw Refused.because(unreadable);
        }
        return schema;
    }

    public void setSchema(Schema value) {
        schema = value;
        unreadable = null;
    }

    /// Its tables and views as they were when they could be read last.
    public Schema lastReadSchema() {
        return schema;
    }

    /// The machines of a PostgreSQL branch.
    ///
    /// @throws IllegalStateException on a Vitess branch
    public ClusterSettings cluster() {
        if (cluster == null) {
            throw new IllegalStateException("Branch " + name + " is not a PostgreSQL branch");
        }
        return cluster;
    }

    /// The query routers of a Vitess branch.
    ///
    /// @throws IllegalStateException on a PostgreSQL branch
    public VtgateSettings vtgate() {
        if (vtgate == null) {
            throw new IllegalStateException("Branch " + name + " is not a Vitess branch");
        }
        return vtgate;
    }

    /// Where clients connect: the own server of the branch if there is one.
    ///
    /// @param otherwise what PlanetScale shows
    public String reachedAt(World world, String otherwise) {
        return world.dataPlane().address(this).orElse(otherwise);
    }

    /// The address that leads to the nearest way into the provider's network.
    public String edgeAddress(World world) {
        return reachedAt(world, providerAddress());
    }

    private String providerAddress() {
        return Regions.CATALOG.get(region).provider().toLowerCase(Locale.ROOT) + ".connect.psdb.cloud";
    }

    /// Makes it a development branch.
    public void demote(World world) {
        production = false;
        demotionRequest = null;
        updatedAt = world.now();
        Vitess.followClusterSize(world, this);
    }

    @Override
    public Optional<Instant> dueAt() {
        return announced ? Optional.empty() : Optional.of(readyAt);
    }

    @Override
    public void happen(World world, Instant at) {
        announced = true;
        world.events().publish(database(world), "branch.ready", this);
    }
}
