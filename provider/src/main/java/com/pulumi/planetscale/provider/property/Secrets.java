package com.pulumi.planetscale.provider.property;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What of inputs a program has marked as secret, and findings that do not repeat it.
final class Secrets {
    private final Set<String> words = new HashSet<>();

    private Secrets() {}

    static Secrets in(PropertyMap values) {
        var secrets = new Secrets();
        values.values().values().forEach(value -> value.secretWords(secrets.words::add));
        return secrets;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /// A finding that only a secret value brings about. What it says may be made of the value, and so may the names in
    /// its path; what to do does not depend on the value by convention.
    Finding without(Finding finding) {
        String remedy = words.stream().anyMatch(finding.remedy()::contains) ? "" : finding.remedy();
        return new Finding(
                finding.severity(),
                outer(finding.path()),
                "its value, which is secret and not shown, is not accepted",
                remedy);
    }

    private static Path outer(Path path) {
        List<Object> steps = new ArrayList<>();
        for (Object step : path.steps()) {
            if (!steps.isEmpty() && !(step instanceof Integer)) {
                break;
            }
            steps.add(step);
        }
        return new Path(steps);
    }
}
