package com.pulumi.planetscale.provider;

import static com.pulumi.planetscale.provider.PlayedStack.Organization.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.provider.HostileAnswers.What;
import com.pulumi.planetscale.provider.PlayedStack.Recorded;
import com.pulumi.planetscale.provider.PlayedStack.Run;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever strings the API answers with, what the plugin says about any kind is harmless and repeats no token, each
/// operation ends with a result or with a refusal, and no string becomes a part of a path that leads elsewhere.
class HostileAnswersTest {
    private static final int ROUNDS = Integer.getInteger("hostile.rounds", 1);
    private static final int LONGEST = 20_000;

    /// What is left of hostile strings where they are shown. None would mean that they never get so far.
    private static final Pattern REMAINS = Pattern.compile("jndi|evil\\.example|etc/passwd|octocat|::error::");

    /// What is left of escape sequences that lost their first character alone. Where they are percent-encoded, they are
    /// none.
    private static final Pattern SEQUENCES = Pattern.compile("(?<!%1B)(\\[31m|\\[2J|\\]8;;)");

    private static final Set<String> SHOWN = new TreeSet<>();

    @AfterAll
    static void somethingHostileWasShown() {
        assertThat(SHOWN).isNotEmpty();
    }

    private static Stream<Arguments> resources() {
        return ExampleProgram.all().stream()
                .filter(program -> !program.name().startsWith("quickstart"))
                .flatMap(program -> program.resources().stream().map(resource -> arguments(program, resource)));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void whatIsSaidIsHarmless(ExampleProgram program, Declared declared) throws Exception {
        assertHarmless(program, declared, What.WORDS);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void namesIdsAndStatesAreHarmless(ExampleProgram program, Declared declared) throws Exception {
        assertHarmless(program, declared, What.IDENTITIES);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void valuesOfOtherTypesAreHarmless(ExampleProgram program, Declared declared) throws Exception {
        assertHarmless(program, declared, What.TYPES);
    }

    private static void assertHarmless(ExampleProgram program, Declared declared, What what) throws Exception {
        int first = declared.label().hashCode();
        for (int seed : IntStream.range(first, first + ROUNDS).toArray()) {
            var hostile = new HostileAnswers();
            try (PlayedStack stack = new PlayedStack(hostile)) {
                Run run = stack.run(CONFIG);
                run.createBefore(program, declared);
                var said = new ArrayList<String>();
                String token = stack.emulator().serviceToken();
                if (seed % 2 == 0) {
                    Recorded made = run.create(declared);
                    hostile.begin(seed, what, token);
                    tried(said, () -> run.refresh(made));
                    tried(said, () -> run.plan(made, run.program(declared)));
                    tried(said, () -> run.adopt(made.kind(), made.label(), made.id()));
                    tried(said, () -> run.delete(made));
                } else {
                    hostile.begin(seed, what, token);
                    tried(said, () -> run.preview(declared));
                    tried(said, () -> run.create(declared));
                }
                said.addAll(run.log());

                assertThat(said)
                        .as("seed %s", seed)
                        .allSatisfy(text -> assertThat(text)
                                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n]]")
                                .doesNotContainPattern(SEQUENCES)
                                .doesNotContain(token, "\u3164")
                                .hasSizeLessThan(LONGEST));
                // What stays within its part of the path leads nowhere else.
                assertThat(stack.emulator().journal().calls())
                        .allSatisfy(call -> assertThat(call.toString())
                                .doesNotContainPattern("/\\.\\.?(/|\\?|$)")
                                .doesNotContainPattern("[^\\x20-\\x7E]"));
                if (said.stream().anyMatch(text -> REMAINS.matcher(text).find())) {
                    SHOWN.add(declared.label());
                }
            }
        }
    }

    /// Does something, and keeps the words with which it is refused.
    private static void tried(List<String> said, Runnable work) {
        try {
            work.run();
        } catch (StatusRuntimeException refused) {
            assertThat(refused.getStatus().getCode())
                    .as(refused.getStatus().getDescription())
                    .isNotIn(Status.Code.INTERNAL, Status.Code.CANCELLED);
            said.add(String.valueOf(refused.getStatus().getDescription()));
        } catch (AssertionError gone) {
            // An object whose answer is about another one is not there.
        }
    }
}
