package com.pulumi.planetscale.emulator.sql.lint;

import com.pulumi.planetscale.emulator.sql.lint.Lint.Finding;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What partitions must be like.
final class PartitionLint {
    private static final String CODE = "UNSUPPORTED_PARTITIONING_FEATURE";
    private static final Set<String> TYPES = Set.of("RANGE", "HASH", "KEY");
    private static final Pattern TYPE = Pattern.compile("(?i)^PARTITION\\s+BY\\s+(?:LINEAR\\s+)?(\\w+)");
    private static final Pattern SUBPARTITION = Pattern.compile("(?i)\\bSUBPARTITION\\b");
    private static final Pattern PARTITION =
            Pattern.compile("(?i)\\bPARTITION\\s+`?(?!BY\\b)(\\w+)`?[^,]*?\\bENGINE\\s*=?\\s*`?(\\w+)");

    private PartitionLint() {}

    static List<Finding> of(Parsed parsed) {
        List<Finding> findings = new ArrayList<>();
        String clause = parsed.definition().partitioning();
        if (clause == null) {
            return findings;
        }
        String partitioning = withoutLiterals(clause);
        Matcher type = TYPE.matcher(partitioning);
        if (type.find() && !TYPES.contains(type.group(1).toUpperCase(Locale.ROOT))) {
            String name = type.group(1).toUpperCase(Locale.ROOT);
            findings.add(finding(parsed, "only RANGE, HASH, and KEY based partitioning is supported")
                    .about("partitioning_type", name));
        }
        if (SUBPARTITION.matcher(partitioning).find()) {
            findings.add(finding(parsed, "SUBPARTITION is not supported"));
        }
        Matcher partition = PARTITION.matcher(partitioning);
        while (partition.find()) {
            String engine = partition.group(2);
            if (!engine.equalsIgnoreCase("InnoDB")) {
                findings.add(finding(
                                parsed,
                                "partition \"" + partition.group(1) + "\" has unsupported storage engine " + engine)
                        .about("partition_name", partition.group(1))
                        .about("engine_name", engine));
            }
        }
        return findings;
    }

    private static String withoutLiterals(String clause) {
        return clause.replaceAll("'(?:[^'\\\\]|\\\\.|'')*'", "''");
    }

    private static Finding finding(Parsed parsed, String description) {
        return Finding.table(CODE, parsed.table(), description);
    }
}
