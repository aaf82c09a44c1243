package com.pulumi.planetscale.emulator.webhook;

import com.pulumi.planetscale.emulator.http.Json;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.Webhook;
import com.pulumi.planetscale.emulator.world.Ids;
import com.pulumi.planetscale.emulator.world.World;
import java.nio.charset.StandardCharsets;

/// Writes what is to be sent to a webhook (PlanetScale documentation, webhook events).
public final class Outbox {
    private Outbox() {}

    /// Has something sent to one webhook, as of now.
    ///
    /// @param resource written as JSON
    public static void add(World world, Webhook webhook, String event, Object resource) {
        Database database = world.owner(webhook, Database.class);
        View body = new View()
                .put("timestamp", world.now().getEpochSecond())
                .put("event", event)
                .put("organization", world.owner(database, Organization.class).name)
                .put("database", database.name)
                .put("resource", resource);
        webhook.outbox.add(
                new Webhook.Delivery(Ids.publicId(), event, new String(Json.write(body), StandardCharsets.UTF_8)));
    }
}
