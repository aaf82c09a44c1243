package com.pulumi.planetscale.emulator.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The envelope of a list (API reference).
final class Page {
    private static final int DEFAULT_SIZE = 25;
    /// The most the documentation allows; more is cut down to it.
    private static final int LARGEST_SIZE = 100;

    private Page() {}

    static <T> View of(Call call, List<T> items, Function<? super T, ?> view) {
        int size = size(call);
        int page = call.query().positive("page").orElse(1);
        Integer next = (long) page * size < items.size() ? Integer.valueOf(page + 1) : null;
        Integer previous = page > 1 ? Integer.valueOf(page - 1) : null;
        return new View()
                .put("type", "list")
                .put("current_page", page)
                .put("per_page", size)
                .put("next_page", next)
                .put("next_page_url", url(call, next))
                .put("prev_page", previous)
                .put("prev_page_url", url(call, previous))
                .put(
                        "data",
                        items.stream()
                                .skip((page - 1L) * size)
                                .limit(size)
                                .map(view)
                                .toList());
    }

    static View totals(Call call, int count) {
        int size = size(call);
        return new View().put("total_count", count).put("total_pages", Math.max(1, (count + size - 1) / size));
    }

    private static int size(Call call) {
        return Math.min(call.query().positive("per_page").orElse(DEFAULT_SIZE), LARGEST_SIZE);
    }

    private static @Nullable String url(Call call, @Nullable Integer page) {
        return page == null ? null : call.url(call.path()) + "?" + call.query().with("page", page);
    }
}
