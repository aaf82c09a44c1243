package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A receiver of what happens in a database, with what it has not been sent yet.
public final class Webhook extends Entity {
    /// All that can be subscribed to (API reference).
    public static final List<String> EVENTS = List.of(
            "backup.failed",
            "backup.succeeded",
            "branch.ready",
            "branch.anomaly",
            "branch.out_of_memory",
            "branch.primary_promoted",
            "branch.schema_recommendation",
            "branch.sleeping",
            "branch.start_maintenance",
            "cluster.storage",
            "database.access_request",
            "deploy_request.closed",
            "deploy_request.errored",
            "deploy_request.in_progress",
            "deploy_request.opened",
            "deploy_request.pending_cutover",
            "deploy_request.queued",
            "deploy_request.reverted",
            "deploy_request.schema_applied",
            "keyspace.storage",
            "webhook.test");

    /// Webhooks that fail repeatedly are switched off (PlanetScale documentation, webhooks). After how many times is
    /// not said.
    @Assumes(Assumption.WEBHOOK_FAILURES)
    private static final int MOST_FAILURES = 5;

    public final String secret;
    public String url;
    public boolean enabled;
    public List<String> events;
    /// Sent with each delivery; empty for none.
    public String authorizationHeader = "";
    public String lastSentResult = "";
    public boolean lastSentSuccess = false;
    public @Nullable Instant lastSentAt;
    public @Nullable Instant lastTestedAt;
    /// How many deliveries have failed since the last success.
    public int failures = 0;
    /// What is still to be sent, oldest first.
    public List<Delivery> outbox = new ArrayList<>();

    /// Something to send.
    ///
    /// @param body the whole JSON, of which every byte is signed
    public record Delivery(String id, String event, String body) {}

    @JsonCreator
    public Webhook(Origin origin, String secret, String url, boolean enabled, List<String> events) {
        super(origin);
        this.secret = secret;
        this.url = url;
        this.enabled = enabled;
        this.events = events;
    }

    /// Records how a delivery went, which thereby is done.
    public void sent(Delivery delivery, boolean success, Instant at) {
        outbox.removeIf(waiting -> waiting.id().equals(delivery.id()));
        lastSentAt = at;
        lastSentSuccess = success;
        lastSentResult = success ? "success" : "failed";
        failures = success ? 0 : failures + 1;
        if (failures >= MOST_FAILURES) {
            enable(false);
        }
    }

    /// Switches it on or off. What waits while it is switched off is never sent.
    public void enable(boolean value) {
        if (value != enabled) {
            failures = 0;
            outbox.clear();
        }
        enabled = value;
    }
}
