package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.text.Redaction;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values that engines have sent marked as secret. PlanetScale repeats inputs in its refusals, so whatever is said
/// afterwards is searched for them.
final class MetSecrets {
    /// Shorter ones are parts of ordinary words and numbers.
    private static final int SHORTEST = 4;
    private static final int CERTAIN = 8;
    private static final String MARK = "[secret]";

    private final Set<String> words = ConcurrentHashMap.newKeySet();

    /// Remembers the secrets among some properties.
    PropertyMap meet(PropertyMap properties) {
        properties
                .values()
                .values()
                .forEach(value -> value.secretWords(word -> {
                    if (word.length() >= SHORTEST) {
                        words.add(word);
                    }
                }));
        return properties;
    }

    /// The text without them; short ones are looked for as whole words only.
    String hide(String text) {
        String hidden = text;
        for (String word : words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            hidden = word.length() >= CERTAIN
                    ? Redaction.of(hidden, word, MARK)
                    : Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")
                            .matcher(hidden)
                            .replaceAll(Matcher.quoteReplacement(MARK));
        }
        return hidden;
    }
}
