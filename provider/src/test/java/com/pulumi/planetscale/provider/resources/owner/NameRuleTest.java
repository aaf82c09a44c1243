package com.pulumi.planetscale.provider.resources.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.World;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NameRuleTest {
    private static final Pattern SUGGESTION = Pattern.compile("; `(.+)` is one");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "feature/login, feature-login",
                "Feature/Login, feature-login",
                "dependabot/npm_and_yarn/a.b-1.2, dependabot-npm-and-yarn-a-b-1-2",
                "/login/, login",
                "-login, login",
                "a//b, a-b",
                "'my branch ', my-branch",
                "///, none",
                "'', none",
                "фича/login, login",
            })
    void nearestGoodNameIsSuggested(String name, String suggestion) {
        Problem problem = new NameRule("branch", "-", 63, false).problem(name).orElseThrow();

        assertThat(problem.summary()).startsWith("`" + name + "` is not a name that a branch can have");
        if (suggestion == null) {
            assertThat(problem.summary()).doesNotContain("is one");
        } else {
            assertThat(problem.summary()).endsWith("; `" + suggestion + "` is one");
        }
    }

    @ParameterizedTest
    @CsvSource({"branch, -, x", "database, _-, x"})
    void suggestionIsNotLongerThanNamesCanBe(String kind, String separators, String letter) {
        Problem problem = new NameRule(kind, separators, 63, true)
                .problem("Z" + letter.repeat(80))
                .orElseThrow();

        assertThat(problem.summary()).contains("; `z" + letter.repeat(62) + "` is one");
    }

    /// The kinds that take no name with a slash, and the ways in which branches of Git are called.
    private static Stream<Arguments> refused() {
        try (World world = World.quick()) {
            return world.catalog().resources().keySet().stream()
                    .map(kind -> world.schema(kind))
                    .filter(schema -> schema.inputs().stream()
                            .anyMatch(input -> input.name().equals("name")))
                    .filter(schema -> !findings(schema, "feature/login").isEmpty())
                    .flatMap(schema -> Stream.of("feature/login", "Fix/JIRA-1", "a b", "v1.2")
                            .map(name -> arguments(schema, name)))
                    .toList()
                    .stream();
        }
    }

    private static List<String> findings(Schema schema, String name) {
        return schema.check(PropertyMap.EMPTY.with("name", new Value.Text(name))).stream()
                .filter(finding -> finding.path().toString().equals("name"))
                .map(Finding::text)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void everyKindSuggestsANameThatItTakes(Schema schema, String name) {
        assertThat(findings(schema, name)).singleElement().satisfies(text -> {
            Matcher suggestion = SUGGESTION.matcher(text);
            assertThat(suggestion.find()).as(text).isTrue();
            assertThat(findings(schema, suggestion.group(1))).isEmpty();
        });
    }
}
