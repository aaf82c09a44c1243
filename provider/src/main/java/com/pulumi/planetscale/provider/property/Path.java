package com.pulumi.planetscale.provider.property;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where in a resource's properties something is, such as `parameters.pgconf["shared_buffers.max"]` or
/// `cidrs[1]`.
///
/// @param steps names ([String]) and indexes ([Integer]) from the outside in
public record Path(List<Object> steps) {
    /// The resource as a whole.
    public static final Path ROOT = new Path(List.of());

    private static final Pattern STEP =
            Pattern.compile("\\[(?<index>\\d+)]|\\[\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\"]|\\[?(?<name>[^.\\[\\]]+)]?");

    public Path {
        steps = List.copyOf(steps);
    }

    /// The path of a property.
    public static Path of(String name) {
        return ROOT.then(name);
    }

    /// Reads what [#toString] writes, and `*` for everything. Lenient, as engines are.
    public static Path parse(String text) {
        Path path = ROOT;
        Matcher matcher = STEP.matcher(text);
        while (matcher.find()) {
            if (matcher.group("index") != null) {
                path = path.then(Integer.parseInt(matcher.group("index")));
            } else if (matcher.group("quoted") != null) {
                path = path.then(matcher.group("quoted").replace("\\\"", "\"").replace("\\\\", "\\"));
            } else {
                path = path.then(matcher.group("name"));
            }
        }
        return path;
    }

    /// This path, one name deeper.
    public Path then(String name) {
        return extended(name);
    }

    /// This path, one element of a list deeper.
    public Path then(int index) {
        return extended(index);
    }

    /// The name of the property that the path begins with; empty for [#ROOT].
    public String property() {
        return steps.isEmpty() ? "" : steps.getFirst().toString();
    }

    /// Whether this path is the other or lies within it.
    public boolean isWithin(Path other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    private Path extended(Object step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new Path(longer);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer) {
                text.append('[').append(step).append(']');
            } else if (isPlain(step.toString())) {
                text.append(text.isEmpty() ? "" : ".").append(step);
            } else {
                text.append("[\"")
                        .append(step.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append("\"]");
            }
        }
        return text.toString();
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty() && name.chars().noneMatch(c -> ".[]\" ".indexOf(c) >= 0);
    }
}
