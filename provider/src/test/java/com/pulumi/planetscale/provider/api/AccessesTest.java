package com.pulumi.planetscale.provider.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Kinds;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The accesses of each call are compared with the emulator's, whose own tests compare those with the OpenAPI
/// description.
public class AccessesTest {
    private static final String CREATE_BRANCH = "POST /organizations/{}/databases/{}/branches";

    private static final Map<String, Route> ROUTES = Declarations.of(Kinds.all(line -> {})).routes().stream()
            .collect(Collectors.toMap(AccessesTest::call, route -> route));

    /// The calls whose accesses are listed, or are known to have none.
    private static final List<Pattern> LISTED = ROUTES.values().stream()
            .filter(route -> Accesses.calls().contains(call(route)) || Accesses.UNLISTED.contains(call(route)))
            .map(route ->
                    Pattern.compile(route.method() + " /v1" + route.template().replaceAll("\\{[^}]*}", "[^/]+")))
            .toList();

    static Set<String> calls() {
        return Accesses.calls();
    }

    /// Creating a branch is open to every token at first, since the database may be missing.
    @ParameterizedTest
    @MethodSource("calls")
    void callIsOpenedByTheAccessesThatTheDescriptionLists(String call) {
        assertThat(ROUTES).containsKey(call);
        List<String> names = names(call);

        if (call.equals(CREATE_BRANCH)) {
            assertThat(names).containsExactly("create_branch");
        } else {
            assertThat(names).containsExactlyInAnyOrderElementsOf(opening(call));
        }
    }

    /// A token that is to read needs no access that lets it connect or change something.
    @ParameterizedTest
    @MethodSource("calls")
    void readingIsAdvisedToNeedAccessesForReadingOnly(String call) {
        String[] parts = call.split(" ", 2);
        List<String> advised = Accesses.advised(parts[0], parts[1]);

        assertThat(names(call)).containsAll(advised);
        assertThat(advised).isNotEmpty();
        if (parts[0].equals("GET")) {
            assertThat(advised).allMatch(name -> name.startsWith("read_"));
        }
    }

    @ParameterizedTest
    @MethodSource("unlisted")
    void callWithoutListedAccessesIsOneForWhichTheDescriptionHasNone(String call) {
        assertThat(ROUTES).containsKey(call);
        assertThat(Accesses.calls()).doesNotContain(call);
        String[] parts = call.split(" ", 2);
        assertThat(Accesses.words(parts[0], parts[1])).isEmpty();
    }

    static Set<String> unlisted() {
        return Accesses.UNLISTED;
    }

    @Test
    void accessOfACallIsNamed() {
        assertThat(Accesses.words("POST", "/organizations/{}/databases")).contains("`create_databases`");
        assertThat(Accesses.words("POST", "/organizations/{}/databases/{}/branches/{}/promote"))
                .contains("`promote_branches` or `connect_production_branch`");
    }

    /// Checks that each call has its accesses listed, or is known to have none.
    ///
    /// @param calls method and path, such as `GET /v1/organizations/acme`
    public static void assertListed(List<String> calls) {
        assertThat(calls)
                .allSatisfy(call -> assertThat(isListed(call))
                        .as("whether %s lists the accesses of the call", Accesses.class.getSimpleName())
                        .isTrue());
    }

    private static boolean isListed(String call) {
        int query = call.indexOf('?');
        String path = query < 0 ? call : call.substring(0, query);
        return LISTED.stream().anyMatch(listed -> listed.matcher(path).matches());
    }

    private static String call(Route route) {
        return route.method() + " " + route.template().replaceAll("\\{[^}]*}", "{}");
    }

    private static Set<String> opening(String call) {
        return Optional.ofNullable(ROUTES.get(call))
                .map(route -> route.access().names())
                .orElseThrow();
    }

    private static List<String> names(String call) {
        String[] parts = call.split(" ", 2);
        return Accesses.names(parts[0], parts[1]);
    }
}
