package com.pulumi.planetscale.provider.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the first resources of a program leave when a run has made them. Hundreds of tests begin with the same ones, so
/// the first of these tests makes them, and the others begin with what it left.
///
/// @param objects what PlanetScale has, as JSON
/// @param maker the service token that has made them
/// @param states the states of the resources, by their labels
record Beginning(Instant at, String objects, Maker maker, Map<String, PropertyMap> states) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<Key, Beginning> KNOWN = new ConcurrentHashMap<>();

    /// @param style how the emulator answers, which states depend on
    private record Key(String style, List<Declared> made) {}

    private record Maker(String id, String token) {
        static Maker of(Emulator emulator) {
            return new Maker(emulator.serviceTokenId(), emulator.serviceToken());
        }
    }

    /// What these resources leave, if a test has made them already.
    static Optional<Beginning> of(String style, List<Declared> made) {
        return Optional.ofNullable(KNOWN.get(new Key(style, made)));
    }

    /// Remembers what these resources leave.
    static void remember(
            String style, List<Declared> made, Instant at, Emulator emulator, Map<String, PropertyMap> states) {
        String objects = emulator.admin().exportState().toString();
        KNOWN.put(
                new Key(style, List.copyOf(made)), new Beginning(at, objects, Maker.of(emulator), Map.copyOf(states)));
    }

    /// The objects, as if the service token of this emulator had made them.
    JsonNode objectsIn(Emulator emulator) {
        Maker other = Maker.of(emulator);
        try {
            return JSON.readTree(objects.replace(maker.token(), other.token()).replace(maker.id(), other.id()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
