package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.model.AccessNames;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who may call an operation: any one of the names is enough.
public record Access(Level level, Set<String> names) {
    /// Where the names must have been granted.
    public enum Level {
        /// No credentials at all.
        EVERYBODY,
        /// Any valid token.
        EVERY_TOKEN,
        /// OAuth only; no access of a service token opens it.
        NO_TOKEN,
        /// On the organization.
        ORGANIZATION,
        /// On the database in the path, or for all databases.
        DATABASE,
        /// On at least one database of the organization.
        SOME_DATABASE
    }

    public Access {
        names = Set.copyOf(names);
    }

    public static Access everybody() {
        return new Access(Level.EVERYBODY, Set.of());
    }

    public static Access everyToken() {
        return new Access(Level.EVERY_TOKEN, Set.of());
    }

    public static Access noToken() {
        return new Access(Level.NO_TOKEN, Set.of());
    }

    public static Access organization(String... names) {
        return new Access(Level.ORGANIZATION, Set.of(names));
    }

    public static Access database(String... names) {
        return new Access(Level.DATABASE, Set.of(names));
    }

    /// Any access to the database in the path.
    public static Access openingDatabase() {
        return new Access(Level.DATABASE, Set.copyOf(AccessNames.OPENING_DATABASE));
    }

    /// Any access to any database.
    public static Access openingSomeDatabase() {
        return new Access(Level.SOME_DATABASE, Set.copyOf(AccessNames.OPENING_DATABASE));
    }

    /// What lets branches be read.
    public static Access readingBranches() {
        return new Access(Level.DATABASE, Set.copyOf(AccessNames.READING_BRANCHES));
    }

    public Access or(String name) {
        return new Access(
                level, Stream.concat(names.stream(), Stream.of(name)).collect(Collectors.toUnmodifiableSet()));
    }

    /// The names in a fixed order, for documentation and messages.
    public List<String> sorted() {
        return names.stream().sorted().toList();
    }
}
