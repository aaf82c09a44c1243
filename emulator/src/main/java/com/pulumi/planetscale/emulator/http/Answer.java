package com.pulumi.planetscale.emulator.http;

import org.jspecify.annotations.Nullable;

/// What a handler answers.
///
/// @param body written as JSON; null for none
public record Answer(int status, @Nullable Object body) {
    public static Answer ok(Object body) {
        return new Answer(200, body);
    }

    public static Answer created(Object body) {
        return new Answer(201, body);
    }

    public static Answer accepted(Object body) {
        return new Answer(202, body);
    }

    public static Answer noContent() {
        return new Answer(204, null);
    }
}
