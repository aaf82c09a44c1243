package com.pulumi.planetscale.provider.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/// Which cells of the fault matrix a build tries: few, chosen by chance, that show together all that [Cell#shows]
/// lists.
///
/// With the seed `commit`, the commit that is checked out chooses: each commit tries other cells, and a build
/// of the same commit tries the same ones.
///
/// @param all whether every cell is tried
/// @param seed what chance begins with
record Selection(boolean all, int seed) {
    /// How much of a commit's hexadecimal name fits into a seed.
    private static final int DIGITS = 7;

    /// What `-Dmatrix.all` and `-Dmatrix.seed` say, or what the commit chooses.
    static Selection ofBuild() {
        String seed = System.getProperty("matrix.seed", "commit");
        return new Selection(
                Boolean.getBoolean("matrix.all"), seed.equals("commit") ? commit() : Integer.parseInt(seed));
    }

    /// Those that are tried.
    ///
    /// @param cells all cells of one kind of resource
    List<Cell> of(List<Cell> cells) {
        if (all) {
            return cells;
        }
        var shuffled = new ArrayList<>(cells);
        Collections.shuffle(shuffled, new Random(seed));
        var shown = new HashSet<String>();
        return shuffled.stream().filter(cell -> shown.addAll(cell.shows())).toList();
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

    /// How to try them again.
    @Override
    public String toString() {
        return all ? "-Dmatrix.all=true" : "-Dmatrix.seed=" + seed;
    }
}
