package com.pulumi.planetscale.provider.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A Markdown file with parts that are generated, each between two comments: `<!-- NAME -->` and `<!-- /NAME -->`.
record Document(Path file) {
    /// Replaces a part, and nothing else.
    void replace(String part, String text) throws IOException {
        String whole = Files.readString(file);
        String begin = "<!-- " + part + " -->";
        int from = whole.indexOf(begin);
        int to = whole.indexOf("<!-- /" + part + " -->");
        if (from < 0 || to < from) {
            throw new IllegalStateException(file + " has no part `" + part + "`");
        }
        Files.writeString(
                file, whole.substring(0, from + begin.length()) + "\n" + text.strip() + "\n" + whole.substring(to));
    }
}
