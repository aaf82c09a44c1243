package com.pulumi.planetscale.emulator.sql.schema;

import java.util.ArrayList;
import java.util.List;

/// Two strings in one, line by line: `-` begins what only the first has, `+` what only the second has, a space what
/// both have.
public final class LineDiff {
    private LineDiff() {}

    public static String of(String from, String to) {
        List<String> old = from.lines().toList();
        List<String> made = to.lines().toList();
        int[][] common = common(old, made);
        List<String> result = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < made.size()) {
            if (i < old.size() && j < made.size() && old.get(i).equals(made.get(j))) {
                result.add(" " + old.get(i++));
                j++;
            } else if (j == made.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                result.add("-" + old.get(i++));
            } else {
                result.add("+" + made.get(j++));
            }
        }
        return String.join("\n", result);
    }

    /// How many lines the ends of both have in common, from each line on.
    private static int[][] common(List<String> old, List<String> made) {
        int[][] length = new int[old.size() + 1][made.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = made.size() - 1; j >= 0; j--) {
                length[i][j] = old.get(i).equals(made.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }
}
