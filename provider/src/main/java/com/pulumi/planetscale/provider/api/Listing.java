package com.pulumi.planetscale.provider.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// One reading of a collection, page by page as far as it is needed.
final class Listing {
    /// Elements of a page.
    static final int PAGE = 100;

    private static final List<String> KEYS = List.of("/id", "/name", "/number", "/slug", "/user/id");

    private final long changes;
    private final long begun;
    private final Iterator<JsonNode> rest;
    private final List<JsonNode> elements = new ArrayList<>();
    private final Map<String, List<JsonNode>> byKey = new HashMap<>();
    private boolean whole;
    private int pages = 1;

    /// @param changes how many changes of this process there were before
    /// @param begun when it was begun
    /// @param rest the elements, of which the first page is there
    Listing(long changes, long begun, Iterator<JsonNode> rest) throws IOException, InterruptedException {
        this.changes = changes;
        this.begun = begun;
        this.rest = rest;
        take();
    }

    /// How many changes of this process there were before.
    long changes() {
        return changes;
    }

    /// When it was begun.
    long begun() {
        return begun;
    }

    /// Whether all elements are there.
    boolean isWhole() {
        return whole;
    }

    int pages() {
        return pages;
    }

    /// The elements so far.
    List<JsonNode> elements() {
        return elements;
    }

    /// The elements so far that may go by the last part of a path.
    List<JsonNode> candidates(String segment) {
        return byKey.getOrDefault(segment, List.of());
    }

    /// What an element may go by.
    static Stream<String> keys(JsonNode element) {
        return KEYS.stream().map(element::at).filter(JsonNode::isValueNode).map(JsonNode::asText);
    }

    /// Reads the next page, if there is one.
    void more() throws IOException, InterruptedException {
        if (hasNext()) {
            pages++;
            take();
        }
    }

    private void take() throws IOException, InterruptedException {
        for (int i = 0; i < PAGE && hasNext(); i++) {
            JsonNode element = rest.next();
            elements.add(element);
            keys(element)
                    .distinct()
                    .forEach(key ->
                            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(element));
        }
    }

    private boolean hasNext() throws IOException, InterruptedException {
        try {
            whole = whole || !rest.hasNext();
            return !whole;
        } catch (UncheckedIOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("cancelled while reading a list");
            }
            throw Objects.requireNonNull(e.getCause());
        }
    }
}
