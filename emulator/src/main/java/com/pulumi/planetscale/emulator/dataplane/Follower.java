package com.pulumi.planetscale.emulator.dataplane;

import com.pulumi.planetscale.emulator.world.DataPlane;

/// Servers of one engine that follow the world.
public interface Follower extends DataPlane, AutoCloseable {
    /// Makes the servers what the world says of their branches. Called under the world's monitor.
    void follow();

    /// Lets what has expired take effect, without a request. Called under the world's monitor.
    void beat();

    /// Ends all servers.
    @Override
    void close();
}
