package com.pulumi.planetscale.emulator.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.machine.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A request with its answer.
///
/// @param path below the API's address, such as `/organizations/acme`, with its query
/// @param request a missing node if there was no body
/// @param answer a missing node if there was no JSON
public record Exchange(String method, String path, JsonNode request, int status, JsonNode answer) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// JSON, or a string of what is none.
    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    /// Writes a file that others cannot read.
    void write(Path file) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("method", method).put("path", path).put("status", status);
        root.set("request", request.isMissingNode() ? null : request);
        root.set("answer", answer.isMissingNode() ? null : answer);
        Folders.writePrivately(file, root.toPrettyString() + "\n");
    }

    /// The exchanges of a folder in the order in which they were recorded.
    public static List<Exchange> readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Exchange> exchanges = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode root = JSON.readTree(Files.readString(file));
                exchanges.add(new Exchange(
                        root.path("method").asText(),
                        root.path("path").asText(),
                        root.path("request"),
                        root.path("status").asInt(),
                        root.path("answer")));
            }
            return exchanges;
        }
    }
}
