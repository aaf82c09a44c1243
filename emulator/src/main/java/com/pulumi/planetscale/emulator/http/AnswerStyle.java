package com.pulumi.planetscale.emulator.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How much answers say. Clients that work in every style depend on no words and no fields that the API does not
/// promise.
public final class AnswerStyle {
    private static final int UNPROCESSABLE = 422;
    private static final Answer SAYS_NOTHING =
            Refusal.unprocessable("Unprocessable Entity").answer();

    private boolean terse = false;
    private boolean sparse = false;

    public boolean terse() {
        return terse;
    }

    /// Whether each 422 is `unprocessable: Unprocessable Entity`, whatever its cause.
    public void setTerse(boolean value) {
        terse = value;
    }

    public boolean sparse() {
        return sparse;
    }

    /// Whether answers lack each field that is null, or that the description does not require.
    public void setSparse(boolean value) {
        sparse = value;
    }

    /// The answer in this style.
    public Answer applied(Answer answer) {
        if (terse && answer.status() == UNPROCESSABLE) {
            return SAYS_NOTHING;
        }
        return sparse ? new Answer(answer.status(), without(answer.body())) : answer;
    }

    private static @Nullable Object without(@Nullable Object value) {
        if (value instanceof View view) {
            return fields(view.required());
        }
        if (value instanceof Map<?, ?> map) {
            return fields(map);
        }
        return value instanceof Collection<?> items
                ? items.stream().map(AnswerStyle::without).toList()
                : value;
    }

    private static Map<Object, Object> fields(Map<?, ?> all) {
        Map<Object, Object> kept = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            Object rest = without(value);
            if (rest != null) {
                kept.put(name, rest);
            }
        });
        return kept;
    }
}
