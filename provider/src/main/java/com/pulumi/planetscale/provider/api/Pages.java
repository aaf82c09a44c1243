package com.pulumi.planetscale.provider.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterators;
import java.util.function.Consumer;

/// The elements of all pages, each page fetched when the one before is used up.
final class Pages<T> extends Spliterators.AbstractSpliterator<T> {
    /// Pages of one list.
    static final int MOST = 1_000;

    private final Fetch fetch;
    private final Reader<T> reader;
    private final Broken broken;
    private Page page;
    private int number = 1;
    private Iterator<JsonNode> elements;

    /// Fetches a page by its number.
    @FunctionalInterface
    interface Fetch {
        Page page(int number) throws IOException, InterruptedException;
    }

    /// What to say of a list without an end.
    @FunctionalInterface
    interface Broken {
        IOException because(String why);
    }

    /// Reads one element.
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonNode node) throws IOException;
    }

    Pages(Page first, Fetch fetch, Reader<T> reader, Broken broken) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.fetch = fetch;
        this.reader = reader;
        this.broken = broken;
        page = first;
        elements = elements(first);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        try {
            while (!elements.hasNext()) {
                Integer next = page.nextPage();
                if (next == null) {
                    return false;
                }
                page = fetch.page(following(next));
                elements = elements(page);
            }
            action.accept(reader.read(elements.next()));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("cancelled while reading a list", e));
        }
    }

    /// The number of the page that comes next. Lists end: one that turns back, or is longer than anything that exists,
    /// would keep us busy for ever.
    private int following(int next) throws IOException {
        if (next <= number) {
            throw broken.because("page " + next + " is said to follow page " + number);
        }
        if (next > MOST) {
            throw broken.because("it has more than " + MOST + " pages");
        }
        number = next;
        return next;
    }

    private static Iterator<JsonNode> elements(Page page) {
        return Objects.requireNonNullElse(page.data(), List.<JsonNode>of()).iterator();
    }
}
