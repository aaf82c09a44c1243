package com.pulumi.planetscale.emulator.http;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// An operation: a method, a path with `{placeholders}`, who may call it and who answers.
///
/// @param described whether the OpenAPI description has it; the others are used by official clients only
public record Route(String method, String template, Access access, boolean described, Handler handler) {
    boolean matches(List<String> pieces) {
        List<String> parts = parts(template);
        return parts.size() == pieces.size()
                && IntStream.range(0, parts.size())
                        .allMatch(
                                i -> isPlaceholder(parts.get(i)) || parts.get(i).equals(pieces.get(i)));
    }

    /// How many of its parts are fixed: where two routes match, the one with more of them is meant.
    int fixedParts() {
        return (int)
                parts(template).stream().filter(part -> !isPlaceholder(part)).count();
    }

    static List<String> parts(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    static boolean isPlaceholder(String part) {
        return part.startsWith("{") && part.endsWith("}");
    }

    static String placeholderName(String part) {
        return part.substring(1, part.length() - 1);
    }
}
