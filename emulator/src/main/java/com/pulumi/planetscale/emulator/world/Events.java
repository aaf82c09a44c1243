package com.pulumi.planetscale.emulator.world;

/// Where events in a database are published, for its webhooks.
///
/// ```java
/// world.events().publish(database, "deploy_request.queued", deployRequest);
/// ```
@FunctionalInterface
public interface Events {
    /// Tells of something that has just happened, at [World#now]. Called under the world's monitor; returns at once,
    /// and what is sent is the state at this moment.
    ///
    /// @param event one of the names that webhooks know, such as `branch.ready`
    /// @param resource what it happened to: an [Entity] of a kind that says how it is shown, or any JSON
    void publish(Entity database, String event, Object resource);
}
