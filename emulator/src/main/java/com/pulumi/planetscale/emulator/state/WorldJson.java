package com.pulumi.planetscale.emulator.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes and reads all objects by their fields, so that a new kind of object needs no code here.
public final class WorldJson {
    /// Of the format below; comes first in the file, so that later versions can tell.
    private static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .addModule(new ParameterNamesModule(JsonCreator.Mode.PROPERTIES))
            .addModule(new JavaTimeModule())
            // What an object cannot be without is asked for, instead of being null.
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Map<String, Class<? extends Entity>> kinds;

    /// Made for the kinds of objects that exist.
    ///
    /// @param kinds the kinds of objects by their names in the file
    public WorldJson(Map<String, Class<? extends Entity>> kinds) {
        this.kinds = new TreeMap<>(kinds);
    }

    public ObjectNode write(World world) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("version", VERSION);
        root.put("clock_ahead", world.clock().ahead().toString());
        ObjectNode objects = root.putObject("objects");
        kinds.forEach((name, kind) -> {
            ArrayNode list = objects.putArray(name);
            world.all(kind).forEach(entity -> list.add(MAPPER.<JsonNode>valueToTree(entity)));
        });
        return root;
    }

    /// Puts what is in the JSON in the place of all that exists. The clock moves forward where it is behind.
    ///
    /// @throws IllegalArgumentException with a sentence, if it is not such JSON; nothing has changed then
    public void read(JsonNode root, World world) {
        if (root.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("The state has version " + root.path("version")
                    + "; this emulator reads " + VERSION + ". Start without it, or with the emulator that wrote it.");
        }
        List<Entity> entities = new ArrayList<>();
        root.path("objects").properties().forEach(field -> {
            Class<? extends Entity> kind = kinds.get(field.getKey());
            if (kind == null) {
                throw new IllegalArgumentException("The state has objects of an unknown kind, " + field.getKey()
                        + ". Known are " + String.join(", ", kinds.keySet()) + ".");
            }
            field.getValue().forEach(node -> entities.add(read(node, kind)));
        });
        Duration behind = ahead(root).minus(world.clock().ahead());
        if (!behind.isNegative()) {
            world.clock().advance(behind);
        }
        world.clear();
        entities.forEach(world::add);
    }

    private static Duration ahead(JsonNode root) {
        try {
            return Duration.parse(root.path("clock_ahead").asText("PT0S"));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("clock_ahead of the state is not a duration such as PT10M.", e);
        }
    }

    public JsonNode write(Entity entity) {
        return MAPPER.valueToTree(entity);
    }

    /// The same object with other values in some fields.
    ///
    /// @throws IllegalArgumentException with a sentence, if there is no such field or value
    public Entity changed(Entity entity, ObjectNode fields) {
        if (fields.has("origin")) {
            throw new IllegalArgumentException("An object's origin cannot be changed. Delete it and make another one.");
        }
        ObjectNode merged = MAPPER.valueToTree(entity);
        return read(merged.setAll(fields), entity.getClass());
    }

    public boolean hasKind(String name) {
        return kinds.containsKey(name);
    }

    /// Makes an object from its fields.
    ///
    /// @throws IllegalArgumentException with a sentence, if there is no such kind, field or value
    public Entity make(String kind, Origin origin, ObjectNode fields) {
        Class<? extends Entity> type = kinds.get(kind);
        if (type == null) {
            throw new IllegalArgumentException(
                    "There is no kind " + kind + ". Choose one of: " + String.join(", ", kinds.keySet()) + ".");
        }
        return read(fields.deepCopy().set("origin", MAPPER.valueToTree(origin)), type);
    }

    private static <T extends Entity> T read(JsonNode node, Class<T> kind) {
        if (node.isNull()) {
            throw new IllegalArgumentException("An object of the state is null.");
        }
        try {
            return MAPPER.treeToValue(node, kind);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(explain(e), e);
        }
    }

    private static String explain(JsonProcessingException e) {
        return e instanceof UnrecognizedPropertyException unknown
                ? "There is no field " + unknown.getPropertyName() + ". Choose one of: " + unknown.getKnownPropertyIds()
                        + "."
                // Behind the semicolon Jackson names its own settings.
                : "A field does not fit: " + e.getOriginalMessage().replaceFirst("; `.*", "") + ".";
    }
}
