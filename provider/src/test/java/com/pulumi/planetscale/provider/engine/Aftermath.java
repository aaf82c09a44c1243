package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.faults.Wire;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What there is after something went wrong with a program that has one object of each kind.
final class Aftermath {
    /// One object of each kind, and the default role.
    static final String PROGRAM = OneOfEach.PROGRAM + """
        admin:
          type: planetscale:DefaultRole
          properties:
            database: ${ledger.name}
            branch: main
        """;

    private static final Map<String, String> SECRETS =
            Map.of("app", "plainText", "clerk", "password", "hook", "secret", "admin", "password");

    private Aftermath() {}

    /// The ids of everything that PlanetScale has of the kinds in the program.
    static Set<String> objects(Stack stack) {
        var ids = new TreeSet<String>();
        for (OneOfEach.Place place : OneOfEach.PLACES) {
            for (JsonNode object : stack.get(place.collection()).path("data")) {
                // The default role stays when its resource goes.
                if (!object.path("name").asText().equals("postgres")) {
                    ids.add(object.path("id").asText());
                }
            }
        }
        return ids;
    }

    /// The ids of what there is more than before and than the recorded objects, each of which exists.
    static Set<String> leftOvers(Stack stack, Set<String> before) {
        Set<String> ids = objects(stack);
        ids.removeAll(before);
        for (OneOfEach.Place place : OneOfEach.PLACES) {
            String recorded = stack.state(place.resource())
                    .path("outputs")
                    .path("publicId")
                    .asText();
            assertThat(ids.remove(recorded))
                    .as(place + " is recorded and exists")
                    .isTrue();
        }
        return ids;
    }

    /// The resources whose recorded secret is another one than PlanetScale gave last.
    static List<String> wrongSecrets(Stack stack, Wire wire) {
        return SECRETS.entrySet().stream()
                .filter(secret -> {
                    JsonNode outputs = stack.state(secret.getKey()).path("outputs");
                    String works =
                            wire.secretsById().get(outputs.path("publicId").asText());
                    return !outputs.path(secret.getValue())
                            .path("plaintext")
                            .asText()
                            .equals("\"" + works + "\"");
                })
                .map(Map.Entry::getKey)
                .toList();
    }
}
