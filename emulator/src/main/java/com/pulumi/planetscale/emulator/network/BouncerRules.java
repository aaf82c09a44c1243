package com.pulumi.planetscale.emulator.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.catalog.Parameter;
import com.pulumi.planetscale.emulator.catalog.Parameters;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Bouncer;
import com.pulumi.planetscale.emulator.model.Bouncer.Settings;
import com.pulumi.planetscale.emulator.model.BouncerResize;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which PgBouncers a branch can have, and when they can change.
final class BouncerRules {
    private static final int LONGEST_NAME = 12;
    private static final List<String> RESERVED = List.of("primary", "replica");
    private static final List<String> TARGETS = List.of("primary", "replica", "replica_az_affinity");

    private BouncerRules() {}

    static void checkName(World world, Branch branch, String name) {
        Refused.when(!name.matches("[a-z0-9-]+"), "Name can only contain lowercase letters, numbers and hyphens");
        Refused.when(name.length() > LONGEST_NAME, "Name is too long (maximum is " + LONGEST_NAME + " characters)");
        Refused.when(RESERVED.contains(name), "Name is reserved");
        Refused.when(
                world.in(branch, Bouncer.class).anyMatch(bouncer -> bouncer.name.equals(name)),
                "Name has already been taken");
    }

    /// One change at a time, which ends when the old servers are gone.
    static void checkIdle(Optional<BouncerResize> unfinished) {
        Refused.when(unfinished.isPresent(), "PgBouncer is already being resized");
    }

    static Settings wanted(Values body, Settings base) {
        String size = body.filled("bouncer_size").orElse(base.size());
        Refused.when(!BouncerView.SIZES.containsKey(size), "bouncer_size " + size + " does not exist");
        int replicas = body.integer("replicas_per_cell").orElse(base.replicasPerCell());
        Refused.when(replicas < 1, "replicas_per_cell must be 1 or more");
        return new Settings(body.oneOf("target", TARGETS).orElse(base.target()), size, replicas, base.parameters());
    }

    static Map<String, String> parameters(Values body, Map<String, String> base) {
        Map<String, String> parameters = new LinkedHashMap<>(base);
        Optional<Values> given = body.object("parameters").flatMap(all -> all.object("pgbouncer"));
        given.ifPresent(all -> all.all().forEach((name, value) -> set(parameters, name, value)));
        return parameters;
    }

    private static void set(Map<String, String> parameters, String name, JsonNode value) {
        Parameter parameter = Parameters.CATALOG
                .find("pgbouncer", name)
                .orElseThrow(() -> Refused.because(name + " is not a parameter of PgBouncer"));
        Refused.when(parameter.immutable(), name + " cannot be changed");
        parameter.fault(value.asText()).ifPresent(fault -> {
            throw Refused.because(name + " " + fault);
        });
        if (value.asText().equals(parameter.defaultValue())) {
            parameters.remove(name);
        } else {
            parameters.put(name, value.asText());
        }
    }
}
