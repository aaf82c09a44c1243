package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Refused;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A database with its settings. Its size is its branches' (API reference, *Not returned*).
public final class Database extends Entity {
    public final Engine kind;
    /// Slug of a region.
    public final String region;
    public String name;
    public Instant readyAt;
    /// Id of the default branch; empty only while the database is being put together.
    public String defaultBranch = "";
    public String plan = "scaler_pro";
    public boolean deletionProtected = false;
    public boolean requireApprovalForDeploy = false;
    public boolean restrictBranchRegion = false;
    public boolean allowDataBranching = false;
    public boolean foreignKeysEnabled = false;
    public boolean insightsRawQueries = false;
    public boolean insightsEnabled = true;
    public boolean productionBranchWebConsole = false;
    public boolean automaticMigrations = false;
    public @Nullable String migrationFramework;
    public @Nullable String migrationTableName;
    /// PostgreSQL only, `17` or `18`.
    public @Nullable String majorVersion;
    /// Percent of the speed that is taken from later deploy requests, by keyspace.
    public Map<String, Integer> throttling = new TreeMap<>();

    /// Set at the web page or by support only.
    public boolean multipleAdminsRequiredForDeletion = false;
    /// Set at the web page or by support only.
    public boolean multipleAdminsRequiredForDemotion = false;
    /// The plan's number of development branches is used up.
    public boolean atDevelopmentBranchUsageLimit = false;
    /// The plan's number of restored branches is used up.
    public boolean atBackupRestoreBranchesLimit = false;
    public boolean sleeping = false;
    public @Nullable DataImport dataImport;
    /// A deletion that waits for a second administrator.
    public @Nullable PendingRequest deletionRequest;

    @JsonCreator
    public Database(Origin origin, Engine kind, String region, String name, Instant readyAt) {
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

    /// Refuses a deletion while the database is protected from it.
    public void checkUnprotected() {
        Refused.when(deletionProtected, "Database is protected from deletion; disable deletion protection first");
    }

    /// Refuses what would delete the database with its last branch, where a DELETE of the database itself would not
    /// delete it at once.
    @Assumes(Assumption.LAST_BRANCH_HEEDS_THE_DATABASE)
    public void checkDeletable() {
        checkUnprotected();
        Refused.when(
                multipleAdminsRequiredForDeletion,
                "Deleting this database requires the approval of a second administrator");
    }

    public boolean ready(Instant now) {
        return state(now).equals("ready");
    }

    /// `sleep_in_progress` and `awakening` never last here: falling asleep and waking up take no time.
    public String state(Instant now) {
        if (now.isBefore(readyAt)) {
            return "pending";
        }
        if (sleeping) {
            return "sleeping";
        }
        return Optional.ofNullable(dataImport)
                .filter(running -> running.finishedAt() == null)
                .map(running -> running.state().equals("ready") ? "import_ready" : "importing")
                .orElse("ready");
    }
}
