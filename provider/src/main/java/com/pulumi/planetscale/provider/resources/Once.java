package com.pulumi.planetscale.provider.resources;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Answers that are asked for once in a process. Whoever asks meanwhile waits for the same answer; a question that
/// failed is asked again.
final class Once<K, V> {
    private final Map<K, V> answers = new HashMap<>();

    /// Asks for an answer.
    @FunctionalInterface
    interface Question<V> {
        V ask() throws IOException, InterruptedException;
    }

    synchronized V of(K about, Question<V> question) throws IOException, InterruptedException {
        V known = answers.get(about);
        if (known == null) {
            known = question.ask();
            answers.put(about, known);
        }
        return known;
    }
}
