package com.pulumi.planetscale.emulator.admin;

import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Webhook;
import com.pulumi.planetscale.emulator.webhook.Courier;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Events that chance or the support bring about, and the deliveries of all events to webhooks.
public final class AdminEvents {
    private static final List<String> WITHOUT_OBJECT =
            List.of("cluster.storage", "keyspace.storage", "database.access_request");

    private final World world;
    private final Function<String, Entity> find;
    private final Courier courier;
    private final Runnable changed;

    AdminEvents(World world, Function<String, Entity> find, Courier courier, Runnable changed) {
        this.world = world;
        this.find = find;
        this.courier = courier;
        this.changed = changed;
    }

    /// Lets an event happen to an object, which is sent as the API shows it.
    public void publish(String event, String path) {
        if (WITHOUT_OBJECT.contains(event)) {
            throw new IllegalArgumentException(
                    event + " is not about an object of the API. Give \"resource\", the JSON to send.");
        }
        synchronized (world) {
            publish(event, path, find.apply(path));
        }
    }

    /// Lets an event happen to an object.
    ///
    /// @param resource what is sent, written as JSON; for events that are not about an object of the API, such as
    ///     `keyspace.storage`
    public void publish(String event, String path, Object resource) {
        synchronized (world) {
            if (!Webhook.EVENTS.contains(event)) {
                throw new IllegalArgumentException(
                        "There is no event " + event + ". Choose one of: " + String.join(", ", Webhook.EVENTS) + ".");
            }
            Entity object = find.apply(path);
            Database database = Stream.concat(Stream.of(object), world.owners(object))
                    .filter(Database.class::isInstance)
                    .map(Database.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(path + " is in no database."));
            world.settle();
            world.events().publish(database, event, resource);
            changed.run();
        }
        courier.send();
    }

    /// Waits until webhooks have been sent everything that has happened by now. Takes as long as the receivers do.
    public void awaitDeliveries() {
        synchronized (world) {
            world.settle();
        }
        courier.await();
    }
}
