package com.pulumi.planetscale.provider.lifecycle;

import java.util.Optional;

/// What a path stands for in this run, once the run has gone as planned.
sealed interface Holder {
    /// An object that exists.
    ///
    /// @param id its public id
    record Existing(String id) implements Holder {}

    /// An object that this run makes: the first of its name, or one that takes the place of another.
    record New() implements Holder {}

    /// No object: the one that is recorded with the path leaves it in this run.
    ///
    /// @param id its public id
    /// @param path what it is called instead; empty if it is deleted
    record Left(String id, Optional<String> path) implements Holder {}
}
