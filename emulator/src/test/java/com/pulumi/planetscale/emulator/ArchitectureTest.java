package com.pulumi.planetscale.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Refusal;
import com.pulumi.planetscale.emulator.world.Refused;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the `package-info` of each package says about the others, and who may know what.
final class ArchitectureTest {
    private static final String ROOT = "com.pulumi.planetscale.emulator";
    private static final Path SOURCES = Path.of("src/main/java", ROOT.split("\\.", -1));
    private static final Pattern CLAIM = Pattern.compile("Depends on (no other package|[^.]*(?:\\.[a-z][^.]*)*)\\.");
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /// The packages below the root, which alone knows all of them.
    static List<String> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .toList();
        }
    }

    /// Every package may name an assumption.
    @ParameterizedTest
    @MethodSource("packages")
    void aPackageDependsOnWhatItsDescriptionSays(String name) {
        assertThat(dependencies(name)).isEqualTo(claimed(name));
    }

    @Test
    void everyPackageIsDescribed() throws IOException {
        assertThat(packages())
                .containsExactlyInAnyOrderElementsOf(CLASSES.stream()
                        .map(ArchitectureTest::packageOf)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet()));
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheHttpSideKnowsHowARefusalIsAnswered() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".http", ROOT + ".server")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Refusal.class)
                .check(CLASSES);
    }

    /// They say that something is absent, and leave all other rules to the rules.
    @Test
    void handlersStateNoRules() {
        noClasses()
                .that()
                .implement(Kind.class)
                .should()
                .callMethod(Refused.class, "because", String.class)
                .orShould()
                .callMethod(Refused.class, "because", List.class)
                .orShould()
                .callMethod(Refused.class, "when", boolean.class, String.class)
                .orShould()
                .callMethod(Refused.class, "invalid", String.class)
                .orShould()
                .callMethod(Refused.class, "forbidden", String.class)
                .orShould()
                .callMethod(Refused.class, "notYet", String.class)
                .orShould()
                .callMethod(Refused.class, "busy")
                .check(CLASSES);
    }

    @Test
    void whatExistsKnowsNothingOfHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".world", ROOT + ".model", ROOT + ".sql..", ROOT + ".catalog", ROOT + ".time")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".http",
                        ROOT + ".server",
                        "com.github.tomakehurst..",
                        "java.net.http..",
                        "com.sun.net..")
                .check(CLASSES);
    }

    @Test
    void onlyTheServerKnowsWireMock() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".server", ROOT + ".admin")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.tomakehurst..")
                .check(CLASSES);
    }

    @Test
    void onlyTheReaderKnowsTheGrammar() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".sql.reader")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.debezium..", "org.antlr..")
                .check(CLASSES);
    }

    @Test
    void theEmulatedClockIsTheOnlyOne() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    private static Set<String> dependencies(String name) {
        return CLASSES.stream()
                .filter(type -> packageOf(type).equals(name))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(type -> type.getPackageName().startsWith(ROOT))
                .map(ArchitectureTest::packageOf)
                .filter(other -> !other.equals(name) && !other.equals("assumptions"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> claimed(String name) {
        String text = text(SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java"));
        String claim = CLAIM.matcher(text)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("The package-info of " + name + " must end with: Depends on ..."));
        return NAME.matcher(claim)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replace("\n/// ", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}
