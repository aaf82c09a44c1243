package com.pulumi.planetscale.provider.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Which of many cases a build tries: one share of them, named by a seed. As many seeds in a row as there are
/// shares try every case.
///
/// With the seed `commit`, the commit that is checked out chooses: each commit tries another share, and whoever
/// builds a commit again tries the same cases.
///
/// @param size into how many shares the cases are divided; 1 tries all of them
/// @param seed which share is tried
record Share(int size, int seed) {
    /// How much of a commit's hexadecimal name fits into a seed.
    private static final int DIGITS = 7;

    /// What `-Dmatrix.share` and `-Dmatrix.seed` say, or the twentieth that the commit chooses.
    static Share ofBuild() {
        int size = Integer.getInteger("matrix.share", 20);
        String seed = System.getProperty("matrix.seed", "commit");
        return new Share(size, seed.equals("commit") ? Math.floorMod(commit(), size) : Integer.parseInt(seed));
    }

    /// Whether a case belongs to it.
    boolean has(String name) {
        return Math.floorMod(name.hashCode() * 31 + seed, size) == 0;
    }

    /// The first digits of the commit that is checked out; 0 outside of a repository.
    private static int commit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return name.matches("(?s)\\p{XDigit}{40,}\\s*") ? Integer.parseInt(name.substring(0, DIGITS), 16) : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    /// How to try it again.
    @Override
    public String toString() {
        return "-Dmatrix.share=" + size + " -Dmatrix.seed=" + seed;
    }
}
