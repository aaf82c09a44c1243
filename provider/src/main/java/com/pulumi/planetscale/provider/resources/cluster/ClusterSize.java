package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.property.Property.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a cluster size, such as `PS_10`, `PS_10_AWS_ARM` or `M7_160_D_METAL_460`.
///
/// PlanetScale shows names with hyphens and takes both spellings; a Postgres size may be given without cloud
/// and architecture, which the API then adds (reference of the API and the official Terraform provider,
/// November 2026).
public record ClusterSize(String name) {
    private static final Pattern FULL_POSTGRES =
            Pattern.compile("(PS_(?:DEV|[1-9]\\d*)|M\\d+_\\d+)_(AWS|GCP)_(ARM|X86|AMD|INTEL)(_D_METAL_\\d+)?");
    private static final Pattern VITESS_METAL = Pattern.compile("M\\d+_\\d+_D_METAL_\\d+|M_\\d+");
    private static final Pattern SHORT = Pattern.compile("PS_(?:DEV|[1-9]\\d*)");

    public static ClusterSize of(String text) {
        return new ClusterSize(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// What is wrong with a text as a size, whatever the kind of the database.
    public static Optional<Problem> problem(String text) {
        ClusterSize size = of(text);
        boolean known = SHORT.matcher(size.name).matches() || size.isPostgresOnly() || size.isVitessOnly();
        return known
                ? Optional.empty()
                : Optional.of(new Problem(
                        "`" + text + "` does not look like a cluster size",
                        "Sizes look like `PS_10`, `PS_10_AWS_ARM` (Postgres) or `M7_160_D_METAL_460` (Metal);"
                                + " `pscale size cluster list` shows them all."));
    }

    /// Whether two strings mean the same size.
    public static boolean same(String left, String right) {
        String one = of(left).name;
        String other = of(right).name;
        return one.equals(other) || isShortFor(one, other) || isShortFor(other, one);
    }

    private static boolean isShortFor(String brief, String full) {
        return SHORT.matcher(brief).matches()
                && FULL_POSTGRES.matcher(full).matches()
                && full.startsWith(brief + "_")
                && !full.contains("METAL");
    }

    /// Whether only Postgres has it.
    boolean isPostgresOnly() {
        return FULL_POSTGRES.matcher(name).matches();
    }

    /// Whether only Vitess has it.
    boolean isVitessOnly() {
        return VITESS_METAL.matcher(name).matches();
    }

    /// Whether its disks are local.
    public boolean isMetal() {
        return name.contains("METAL") || name.startsWith("M_");
    }

    /// The processor architecture, where the name tells it.
    public Optional<String> architecture() {
        Matcher matcher = FULL_POSTGRES.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(3).equals("ARM") ? "ARM" : "X86") : Optional.empty();
    }
}
