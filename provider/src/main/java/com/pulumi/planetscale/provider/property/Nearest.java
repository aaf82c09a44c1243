package com.pulumi.planetscale.provider.property;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what someone probably meant.
public final class Nearest {
    private Nearest() {}

    /// The candidate that a word is a slip of: at most a third of its letters differ, case and separators
    /// aside.
    public static Optional<String> to(String word, Collection<String> candidates) {
        String meant = folded(word);
        return candidates.stream()
                .filter(candidate -> distance(meant, folded(candidate)) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt((String candidate) -> distance(meant, folded(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[_.\\- ]", "");
    }

    /// Levenshtein's edit distance, where two neighbours that change places count as one edit.
    private static int distance(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, left, right, i, j);
            }
        }
        return edits[left.length()][right.length()];
    }

    private static int fewest(int[][] edits, String left, String right, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }
}
