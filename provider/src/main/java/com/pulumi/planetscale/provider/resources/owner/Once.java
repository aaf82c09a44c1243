package com.pulumi.planetscale.provider.resources.owner;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Answers that are asked for once in a process. Whoever asks the same meanwhile waits for the same answer, whoever
/// asks something else does not; a question that failed is asked again.
public final class Once<K, V> {
    private final Map<K, V> answers = new ConcurrentHashMap<>();
    private final Map<K, Object> locks = new ConcurrentHashMap<>();

    /// Asks for an answer.
    @FunctionalInterface
    public interface Question<V> {
        V ask() throws IOException, InterruptedException;
    }

    public V of(K about, Question<V> question) throws IOException, InterruptedException {
        return of(about, _ -> true, question);
    }

    /// Asks for an answer that may be a passing one.
    ///
    /// @param lasts whether an answer is good for those who ask later; one that is not is asked for again
    V of(K about, Predicate<V> lasts, Question<V> question) throws IOException, InterruptedException {
        synchronized (locks.computeIfAbsent(about, _ -> new Object())) {
            V known = answers.get(about);
            if (known == null) {
                known = question.ask();
                if (lasts.test(known)) {
                    answers.put(about, known);
                }
            }
            return known;
        }
    }

    /// Lets the answers to some questions be asked for again.
    void forget(Predicate<K> about) {
        answers.keySet().removeIf(about);
    }
}
