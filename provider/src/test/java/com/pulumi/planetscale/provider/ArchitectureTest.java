package com.pulumi.planetscale.provider;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The table of packages in `docs/design/0001-architecture.md`, row by row.
class ArchitectureTest {
    private static final String ROOT = "com.pulumi.planetscale.provider";
    private static final String RESOURCES = ROOT + ".resources";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    private static final JavaClasses KINDS = CLASSES.that(JavaClass.Predicates.resideInAPackage(RESOURCES + ".."));

    @Test
    void packagesImportInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("property")
                .definedBy(ROOT + ".property")
                .layer("plan")
                .definedBy(ROOT + ".plan")
                .layer("resource")
                .definedBy(ROOT + ".resource")
                .layer("lifecycle")
                .definedBy(ROOT + ".lifecycle")
                .layer("api")
                .definedBy(ROOT + ".api")
                .layer("resources")
                .definedBy(ROOT + ".resources..")
                .layer("pulumi")
                .definedBy(ROOT + ".pulumi")
                .layer("terraform")
                .definedBy(ROOT + ".terraform")
                .layer("report")
                .definedBy(ROOT + ".report")
                .layer("text")
                .definedBy(ROOT + ".text")
                .layer("root")
                .definedBy(ROOT)
                .whereLayer("text")
                .mayNotAccessAnyLayer()
                .whereLayer("property")
                .mayOnlyAccessLayers("text")
                .whereLayer("plan")
                .mayOnlyAccessLayers("property")
                .whereLayer("resource")
                .mayOnlyAccessLayers("property")
                .whereLayer("lifecycle")
                .mayOnlyAccessLayers("property", "plan", "resource")
                .whereLayer("api")
                .mayOnlyAccessLayers("text")
                .whereLayer("resources")
                .mayOnlyAccessLayers("property", "resource", "api", "report", "text")
                .whereLayer("pulumi")
                .mayOnlyAccessLayers("property", "plan", "resource", "lifecycle", "text")
                .whereLayer("terraform")
                .mayOnlyAccessLayers("property", "lifecycle", "pulumi", "text")
                .whereLayer("report")
                .mayOnlyAccessLayers("text")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void kindsUseEachOtherInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(RESOURCES + "..")
                .layer("owner")
                .definedBy(RESOURCES + ".owner")
                .layer("making")
                .definedBy(RESOURCES + ".making")
                .layer("account")
                .definedBy(RESOURCES + ".account")
                .layer("cluster")
                .definedBy(RESOURCES + ".cluster")
                .layer("schema")
                .definedBy(RESOURCES + ".schema")
                .layer("keyspace")
                .definedBy(RESOURCES + ".keyspace")
                .layer("people")
                .definedBy(RESOURCES + ".people")
                .layer("network")
                .definedBy(RESOURCES + ".network")
                .layer("traffic")
                .definedBy(RESOURCES + ".traffic")
                .layer("webhook")
                .definedBy(RESOURCES + ".webhook")
                .layer("backup")
                .definedBy(RESOURCES + ".backup")
                .layer("deploy")
                .definedBy(RESOURCES + ".deploy")
                .layer("database")
                .definedBy(RESOURCES + ".database")
                .layer("branch")
                .definedBy(RESOURCES + ".branch")
                .layer("credential")
                .definedBy(RESOURCES + ".credential")
                .layer("all kinds")
                .definedBy(RESOURCES)
                .whereLayer("owner")
                .mayNotAccessAnyLayer()
                .whereLayer("making")
                .mayOnlyAccessLayers("owner")
                .whereLayer("account")
                .mayOnlyAccessLayers("owner")
                .whereLayer("cluster")
                .mayOnlyAccessLayers("account", "owner")
                .whereLayer("schema")
                .mayOnlyAccessLayers("account", "owner")
                .whereLayer("keyspace")
                .mayOnlyAccessLayers("cluster", "making", "owner")
                .whereLayer("network")
                .mayOnlyAccessLayers("cluster", "making", "owner")
                .whereLayer("people")
                .mayOnlyAccessLayers("making", "owner")
                .whereLayer("traffic")
                .mayOnlyAccessLayers("cluster", "making", "owner")
                .whereLayer("webhook")
                .mayOnlyAccessLayers("making", "owner")
                .whereLayer("backup")
                .mayOnlyAccessLayers("cluster", "making", "owner")
                .whereLayer("deploy")
                .mayOnlyAccessLayers("schema", "cluster", "making", "owner")
                .whereLayer("database")
                .mayOnlyAccessLayers("deploy", "cluster", "making", "owner")
                .whereLayer("branch")
                .mayOnlyAccessLayers("database", "backup", "schema", "cluster", "making", "owner")
                .whereLayer("credential")
                .mayOnlyAccessLayers("branch", "cluster", "making", "owner")
                .whereLayer("all kinds")
                .mayNotBeAccessedByAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(KINDS);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheFrontKnowsTheProtocol() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".pulumi")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.grpc..", "com.google..", "pulumirpc..")
                .check(CLASSES);
    }

    @Test
    void onlyTheClientKnowsHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".api")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..")
                .check(CLASSES);
    }

    @Test
    void theCoreNeedsNothingButTheJdk() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".text", ROOT + ".property", ROOT + ".plan", ROOT + ".resource", ROOT + ".lifecycle")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", ROOT + "..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void timeIsReadAndSpentInTwoPlacesOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("RealPause")
                .and()
                .doNotHaveSimpleName("RealTime")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .check(CLASSES);
    }

    @Test
    void onlyMainTouchesStdout() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void resourcesHoldNoState() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(ROOT + ".resources..")
                .should()
                .notBeFinal()
                .check(CLASSES);
    }
}
