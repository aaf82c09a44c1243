package com.pulumi.planetscale.provider.api;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/// The reading half of the API: what a preview is given.
public interface Reads {
    /// An object or a list without pages that must be there.
    ///
    /// @throws ApiException if it is not, or is not available
    <T> T get(ApiPath path, Class<T> type) throws IOException, InterruptedException;

    /// An object that may be gone. PlanetScale answers "not found" for what a token may not see as well; that
    /// is told apart here, by asking for the collection and for the owner.
    ///
    /// @throws ApiException if it cannot be seen
    <T> Optional<T> find(ApiPath path, Class<T> type) throws IOException, InterruptedException;

    /// An object as far as it can be seen. What is not found in a preview is very likely made by the same program, so
    /// no one asks further, as [#find] does.
    ///
    /// @throws ApiException if it is not available for another reason
    default <T> Optional<T> peek(ApiPath path, Class<T> type) throws IOException, InterruptedException {
        try {
            return Optional.of(get(path, type));
        } catch (ApiException e) {
            if (e.kind() != ApiException.Kind.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /// The elements of a list, page by page as they are consumed.
    ///
    /// @throws java.io.UncheckedIOException from the stream, if a later page fails
    <T> Stream<T> list(ApiPath path, Class<T> element) throws IOException, InterruptedException;
}
