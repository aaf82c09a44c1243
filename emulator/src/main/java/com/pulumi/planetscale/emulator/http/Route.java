package com.pulumi.planetscale.emulator.http;

import java.util.Arrays;
import java.util.List;

/// An operation: a method, a path with `{placeholders}`, who may call it and who answers.
///
/// @param described whether the OpenAPI description has it; the others are used by official clients only
public record Route(String method, String template, Access access, boolean described, Handler handler) {
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
