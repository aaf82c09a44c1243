package com.pulumi.planetscale.provider.image;

import com.pulumi.planetscale.provider.played.PlayedEngine;
import java.util.Map;

/// One call of everything that an engine asks.
final class Training {
    private Training() {}

    static void run(PlayedEngine engine) {
        engine.handshake();
        engine.schema();
        engine.configure(Map.of("serviceTokenId", "trainingtkn1", "serviceToken", "pscale_tkn_training"));
        engine.check("Database", "training", Map.of(), Map.of("clusterSize", "PS_10", "organization", "training"));
        engine.cancel();
    }
}
