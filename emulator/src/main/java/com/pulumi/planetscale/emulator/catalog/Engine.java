package com.pulumi.planetscale.emulator.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The two engines; `kind` in the API.
public enum Engine {
    MYSQL("Vitess"),
    POSTGRESQL("PostgreSQL");

    private final String displayName;

    Engine(String displayName) {
        this.displayName = displayName;
    }

    @JsonValue
    public String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String displayName() {
        return displayName;
    }

    public static List<String> kinds() {
        return Arrays.stream(values()).map(Engine::kind).toList();
    }

    public static Engine of(String kind) {
        return valueOf(kind.toUpperCase(Locale.ROOT));
    }
}
