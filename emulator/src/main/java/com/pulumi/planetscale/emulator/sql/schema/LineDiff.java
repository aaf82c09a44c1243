package com.pulumi.planetscale.emulator.sql.schema;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;

/// Two strings in one, line by line: `-` begins what only the first has, `+` what only the second has, a space what
/// both have.
public final class LineDiff {
    private LineDiff() {}

    public static String of(String from, String to) {
        List<String> result = new ArrayList<>();
        for (AbstractDelta<String> delta :
                DiffUtils.diff(from.lines().toList(), to.lines().toList(), true).getDeltas()) {
            if (delta.getType() == DeltaType.EQUAL) {
                delta.getSource().getLines().forEach(line -> result.add(" " + line));
            } else {
                delta.getSource().getLines().forEach(line -> result.add("-" + line));
                delta.getTarget().getLines().forEach(line -> result.add("+" + line));
            }
        }
        return String.join("\n", result);
    }
}
