package com.pulumi.planetscale.provider.resources.deploy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How far a program drives a deploy request.
enum Stage {
    /// Checked by PlanetScale, ready for review.
    OPENED,
    /// The data is copied; the cutover waits.
    STAGED,
    /// Live, and to be reverted for a while.
    DEPLOYED,
    /// Live for good.
    PERMANENT,
    /// Live once, and undone.
    REVERTED;

    /// What a program or a record says; one that is omitted, or that a record has wrong, goes live.
    static Stage of(Optional<String> word) {
        return word.flatMap(Stage::find).orElse(DEPLOYED);
    }

    static Optional<Stage> find(String word) {
        return Stream.of(values()).filter(stage -> stage.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a deploy request in some phase is as far as this.
    boolean isReached(Phase phase) {
        return switch (this) {
            case OPENED -> phase != Phase.CHECKING;
            case STAGED -> phase == Phase.EMPTY || phase == Phase.STAGED || phase.isLive();
            case DEPLOYED -> phase == Phase.EMPTY || phase.isLive();
            case PERMANENT -> phase == Phase.EMPTY || phase == Phase.PERMANENT;
            case REVERTED -> phase == Phase.REVERTED;
        };
    }
}
