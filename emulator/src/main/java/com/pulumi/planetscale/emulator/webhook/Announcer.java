package com.pulumi.planetscale.emulator.webhook;

import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.model.Webhook;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Events;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.function.Supplier;

/// Tells events to the webhooks that have subscribed to them.
public final class Announcer implements Events {
    private final World world;
    private final Declarations declarations;
    private final Supplier<String> base;

    /// Made once for each emulator.
    ///
    /// @param base what precedes paths in the addresses that are sent, such as `http://127.0.0.1:4010/v1`
    public Announcer(World world, Declarations declarations, Supplier<String> base) {
        this.world = world;
        this.declarations = declarations;
        this.base = base;
    }

    @Override
    public void publish(Entity database, String event, Object resource) {
        List<Webhook> listening = world.in(database, Webhook.class)
                .filter(webhook -> webhook.enabled && webhook.events.contains(event))
                .toList();
        if (listening.isEmpty()) {
            return;
        }
        Object shown = resource instanceof Entity entity ? declarations.show(world, base.get(), entity) : resource;
        listening.forEach(webhook -> Outbox.add(world, webhook, event, shown));
    }
}
