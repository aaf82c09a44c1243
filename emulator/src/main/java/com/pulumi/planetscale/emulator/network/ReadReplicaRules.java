package com.pulumi.planetscale.emulator.network;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Parameter;
import com.pulumi.planetscale.emulator.catalog.Parameters;
import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.NameRules;
import com.pulumi.planetscale.emulator.model.ReadReplica;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which read replicas a branch can have, and when they can change.
final class ReadReplicaRules {
    private ReadReplicaRules() {}

    static void checkName(World world, Branch branch, String name) {
        NameRules.faultOfBranchName(name).ifPresent(fault -> {
            throw Refused.because(fault);
        });
        Refused.when(
                world.in(branch, ReadReplica.class).anyMatch(replica -> replica.name.equals(name)),
                "Name has already been taken");
    }

    static Region region(String slug) {
        return Regions.CATALOG
                .find(slug)
                .filter(found -> found.supports(Engine.POSTGRESQL))
                .orElseThrow(() -> Refused.because("Region " + slug + " was not found"));
    }

    static int replicas(Values body, int byDefault) {
        int replicas = body.integer("replicas").orElse(byDefault);
        Refused.when(replicas < 1, "replicas must be 1 or more");
        return replicas;
    }

    static void checkReady(ReadReplica replica, Instant now) {
        Refused.when(!replica.state(now).equals("ready"), "Read-only replica is not ready");
    }

    static Map<String, Map<String, String>> parameters(Values body, ReadReplica replica) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        replica.parameters.forEach((namespace, values) -> all.put(namespace, new LinkedHashMap<>(values)));
        body.object("parameters")
                .ifPresent(namespaces -> namespaces
                        .all()
                        .forEach((namespace, values) -> values.properties().forEach(value -> {
                            Parameter parameter = Parameters.CATALOG
                                    .find(namespace, value.getKey())
                                    .orElseThrow(() -> Refused.because(value.getKey() + " is not a parameter"));
                            parameter.fault(value.getValue().asText()).ifPresent(fault -> {
                                throw Refused.because(value.getKey() + " " + fault);
                            });
                            all.computeIfAbsent(namespace, name -> new LinkedHashMap<>())
                                    .put(value.getKey(), value.getValue().asText());
                        })));
        return all;
    }
}
