package com.pulumi.planetscale.emulator.model;

import java.util.Optional;
import java.util.regex.Pattern;

/// Which names databases, keyspaces and branches may have.
public final class NameRules {
    private static final int LONGEST = 63;
    private static final Pattern DATABASE = Pattern.compile("[a-z0-9_-]+");
    private static final Pattern BRANCH = Pattern.compile("[a-z0-9-]+");

    private NameRules() {}

    /// What is wrong with a database's or a keyspace's name. Lower-case letters, digits, underscores; dashes are
    /// allowed but not recommended (PlanetScale documentation, quick starts). Only the migration guides state a
    /// length, 63, which is taken as the limit here.
    public static Optional<String> faultOfDatabaseName(String name) {
        return fault(name, DATABASE, "can only contain lowercase letters, numbers, underscores and dashes");
    }

    /// What is wrong with a branch's name. Lower-case letters, digits and hyphens (PlanetScale documentation, GitHub
    /// Actions guide); at most 63 characters (API reference).
    public static Optional<String> faultOfBranchName(String name) {
        return fault(name, BRANCH, "can only contain lowercase letters, numbers and hyphens");
    }

    private static Optional<String> fault(String name, Pattern allowed, String rule) {
        if (name.isEmpty()) {
            return Optional.of("Name can't be blank");
        }
        if (name.length() > LONGEST) {
            return Optional.of("Name is too long (maximum is " + LONGEST + " characters)");
        }
        return allowed.matcher(name).matches() ? Optional.empty() : Optional.of("Name " + rule);
    }
}
