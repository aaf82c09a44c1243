package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.TerraformImport.Run;
import com.pulumi.planetscale.provider.terraform.OfficialProvider;
import com.pulumi.planetscale.provider.terraform.OfficialProvider.Counterpart;
import com.pulumi.planetscale.provider.terraform.OfficialProvider.Sort;
import com.pulumi.planetscale.provider.terraform.RecordedState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a state of the official Terraform provider becomes. Nothing in these tests changes what exists.
class TerraformStateImportTest {
    private static TerraformImport imports;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeOneOfEach() throws Exception {
        imports = TerraformImport.begin();
    }

    @AfterAll
    static void end() {
        imports.close();
    }

    private static RecordedState state() {
        return imports.state();
    }

    private static Run run(String state, String... more) {
        return imports.run(state, more);
    }

    @Test
    void oneOfEachBecomesAnImportFile() throws Exception {
        Run run = run(state().text());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.resources())
                .containsExactlyInAnyOrder(
                        "Database ledger",
                        "Branch ledger-main of ledger",
                        "Role clerk of ledger-main",
                        "Role auditor of ledger-main",
                        "Backup year-end of ledger-main",
                        "Bouncer pool of ledger-main",
                        "DedicatedReadReplica europe of ledger-main",
                        "Branch reports of ledger",
                        "BackupSchedule weekly of ledger",
                        "IpRestriction office of ledger",
                        "Database shop",
                        "Branch main of shop",
                        "Keyspace orders of main",
                        "Password app-0 of main",
                        "Backup before-release of main",
                        "Branch shop-this-eu of shop",
                        "Password tests-o-clock-x of shop-this-eu",
                        "BackupSchedule nightly of shop");
        assertThat(run.err())
                .contains("Objects of other providers, which stay with Terraform: 1.")
                .contains("Give shop-this-eu its `deleteDescendants`", "Give clerk its `successor`")
                .contains("Give auditor its `redacted`");
    }

    @Test
    void terraformIsToldToForgetExactlyWhatPulumiTakesOver() {
        Run run = run(state().text());

        List<String> addresses = new ArrayList<>();
        state().tree().path("resources").forEach(resource -> {
            if (resource.path("type").asText().startsWith("planetscale_")
                    && resource.path("mode").asText().equals("managed")) {
                addresses.add(resource.path("type").asText() + "."
                        + resource.path("name").asText());
            }
        });
        assertThat(run.err().lines().filter(line -> line.startsWith("  terraform state rm ")))
                .hasSameSizeAs(addresses)
                .contains(
                        "  terraform state rm 'module.shop.planetscale_vitess_branch.this[\"eu\"]'",
                        "  terraform state rm 'planetscale_vitess_branch_password.app[0]'",
                        "  terraform state rm 'planetscale_vitess_branch_password.tests[\"o'\\''clock \\\"$${x}\\\"\"]'")
                .allSatisfy(line -> assertThat(addresses).anyMatch(line::contains));
    }

    private static Stream<Counterpart> resources() {
        OfficialProvider official = OfficialProvider.load();
        return Stream.of(Sort.RESOURCE, Sort.FORMER).flatMap(sort -> official.all(sort).stream());
    }

    private static RecordedState only(Counterpart official) {
        RecordedState state = state().only(
                        resource -> resource.path("mode").asText().equals("managed")
                                && resource.path("type").asText().equals(official.name()));
        assertThat(state.tree().path("resources"))
                .as("what has to be added to the recorded state")
                .isNotEmpty();
        return state;
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyOfficialResourceIsFoundAlone(Counterpart official) throws Exception {
        RecordedState state = only(official);

        Run run = run(state.text());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.resources().stream().filter(resource -> resource.startsWith(official.ours() + " ")))
                .hasSameSizeAs(state.tree().path("resources"));
        assertThat(run.resources())
                .allMatch(resource -> resource.startsWith(official.ours() + " ") || resource.startsWith("Database "));
    }

    /// Configurations use both, since Terraform's own documentation does.
    @ParameterizedTest
    @MethodSource("resources")
    void ownersMayBeCalledByNameOrByPublicId(Counterpart official) throws Exception {
        Map<String, String> ids = Map.of(
                "shop", imports.output("shop", "publicId"),
                "ledger", imports.output("ledger", "publicId"),
                "main", imports.output(official.name().contains("postgres") ? "ledger" : "shop", "clusterBranchId"),
                "dev", imports.output("dev", "publicId"));
        var names = new HashMap<String, String>();
        ids.forEach((name, id) -> names.put(id, name));
        List<String> expected = run(only(official).text()).ids();

        assertThat(run(only(official)
                                .attributes(attributes -> spell(attributes, ids))
                                .text())
                        .ids())
                .isEqualTo(expected);
        assertThat(run(only(official)
                                .attributes(attributes -> spell(attributes, names))
                                .text())
                        .ids())
                .isEqualTo(expected);
    }

    private static void spell(ObjectNode attributes, Map<String, String> spellings) {
        for (String owner : List.of("database", "branch")) {
            if (attributes.has(owner)) {
                String name = attributes.path(owner).asText();
                attributes.put(owner, spellings.getOrDefault(name, name));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void whatIsGoneIsNamed(Counterpart official) throws Exception {
        RecordedState state = only(official).attributes(attributes -> {
            String last = official.key().getLast();
            attributes.put(last, "gone12345678");
        });

        Run run = run(state.text());

        assertThat(run.status()).as(run.err()).isEqualTo(3);
        assertThat(run.resources()).allMatch(resource -> resource.startsWith("Database "));
        assertThat(run.err())
                .contains("Not found, ")
                .contains(official.name() + ".")
                .contains("PlanetScale no longer has it, or the token may not see it.")
                .doesNotContain("terraform state rm");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void whatTheStateDoesNotIdentifyIsNamed(Counterpart official) {
        for (String key : official.key()) {
            Run run = run(only(official)
                    .attributes(attributes -> attributes.putNull(key))
                    .text());

            assertThat(run.status()).as(run.err()).isEqualTo(3);
            assertThat(run.err()).contains("Skipped, ").contains(": the state has no `" + key + "` of it.");
        }
    }

    /// The official provider's resource of a role takes the default role as well; here it has a resource of its own.
    @ParameterizedTest
    @ValueSource(strings = {"main", "clusterBranchId"})
    void defaultRoleIsFoundAsWhatItIsHere(String branch) throws Exception {
        RecordedState state = state().only("planetscale_postgres_branch_role", "clerk")
                .attributes(attributes -> attributes
                        .put("id", imports.output("postgres", "publicId"))
                        .put("branch", branch.equals("main") ? branch : imports.output("ledger", branch)));

        Run run = run(state.text());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.resources()).containsExactly("DefaultRole clerk");
        assertThat(run.ids()).containsExactly("acme/ledger/main");
        assertThat(run.err()).contains("terraform state rm 'planetscale_postgres_branch_role.clerk'");
        assertThat(run(state.text(), "--kind", "DefaultRole").resources()).containsExactly("DefaultRole clerk");
        assertThat(run(state.text(), "--kind", "Password").resources()).isEmpty();
    }

    @Test
    void onlyKindsAndDatabasesThatAreAskedForAreWritten() throws Exception {
        String all = state().text();

        assertThat(run(all, "--kind", "Password", "--no-parents").resources())
                .containsExactlyInAnyOrder("Password app-0", "Password tests-o-clock-x");
        assertThat(run(all, "--database", "shop", "--kind", "branch").resources())
                .containsExactlyInAnyOrder("Branch main", "Branch shop-this-eu");
        assertThat(run(all, "--kind", "Database").resources())
                .containsExactlyInAnyOrder("Database shop", "Database ledger");
        assertThat(run(all, "--database", "other").resources()).isEmpty();
        assertThat(run(all, "--database", "stop").err()).contains("There is no database `stop`");
    }

    /// A database is deleted with its last branch in Terraform, so a stack that has its other branches only must not
    /// have it.
    @Test
    void databaseComesWithItsDefaultBranchOnly() throws Exception {
        assertThat(run(state().only("planetscale_postgres_branch", "reports").text())
                        .resources())
                .containsExactly("Branch reports");
        assertThat(run(state().only("planetscale_postgres_branch", "main").text())
                        .resources())
                .containsExactly("Database ledger", "Branch main of ledger");
    }

    @Test
    void objectsOfOtherOrganizationsAreCounted() {
        Run run = run(state().attributes(attributes -> attributes.put("organization", "globex"))
                .text());

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("There is nothing to import.")
                .containsPattern("Skipped, organization `globex`: \\d+ objects")
                .contains("--organization");
        assertThat(run(state().only("planetscale_vitess_backup_policy", "nightly")
                                .attributes(attributes -> attributes.put("organization", "globex"))
                                .text())
                        .err())
                .contains("Skipped, organization `globex`: 1 object in the state belongs to it.");
    }

    @Test
    void resourcesOfOtherProvidersWithTheSameTypesStayWithTerraform() throws Exception {
        Run run = run(state().changed(state -> state.path("resources")
                        .forEach(resource -> ((ObjectNode) resource)
                                .put("provider", "provider[\"registry.terraform.io/koslib/planetscale\"]")))
                .text());

        assertThat(run.status()).isZero();
        assertThat(run.resources()).isEmpty();
        assertThat(run.err()).contains("which stay with Terraform: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider[\"registry.opentofu.org/planetscale/planetscale\"]",
                "provider[\"registry.terraform.io/planetscale/planetscale\"].eu",
                "module.shop.provider[\"mirror.example.com/planetscale/planetscale\"]"
            })
    void providerMayComeFromAnyRegistryAndBeConfiguredAnywhere(String provider) throws Exception {
        Run run = run(state().only("planetscale_vitess_backup_policy", "nightly")
                .changed(state -> ((ObjectNode) state.path("resources").path(0)).put("provider", provider))
                .text());

        assertThat(run.resources()).containsExactly("BackupSchedule nightly");
    }

    @Test
    void whatTerraformHasReplacedAndWhatThisProviderLacksAreNamed() throws Exception {
        Run deposed = run(state().only("planetscale_vitess_branch", "this")
                .instances(instance -> instance.put("deposed", "ab12cd34"))
                .text());
        assertThat(deposed.status()).isEqualTo(3);
        assertThat(deposed.resources()).isEmpty();
        assertThat(deposed.err())
                .contains("Skipped, a deposed object of module.shop.planetscale_vitess_branch.this[\"eu\"]: ");

        Run unknown = run(state().only("planetscale_vitess_branch", "main")
                .changed(state -> ((ObjectNode) state.path("resources").path(0)).put("type", "planetscale_neki_branch"))
                .text());
        assertThat(unknown.status()).isEqualTo(3);
        assertThat(unknown.err())
                .contains("Skipped, planetscale_neki_branch.main: this provider has no resource for it.");
    }

    /// The state of a fork or of a deleted workspace may say that two addresses manage one object.
    @Test
    void objectOfTwoAddressesIsWrittenOnce() throws Exception {
        Run run = run(state().only("planetscale_vitess_backup_policy", "nightly")
                .changed(state -> state.withArray("resources")
                        .add(((ObjectNode) state.path("resources").path(0).deepCopy()).put("name", "again")))
                .text());

        assertThat(run.resources()).containsExactly("BackupSchedule nightly");
        assertThat(run.err())
                .contains("state rm 'planetscale_vitess_backup_policy.nightly'")
                .contains("state rm 'planetscale_vitess_backup_policy.again'");
    }

    /// Tools that print JSON sort its members, so that instances come before the type of their resource.
    @Test
    void membersMayComeInAnyOrder() throws Exception {
        String sorted = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build()
                .writeValueAsString(new JsonMapper().readValue(state().text(), Object.class));

        assertThat(run(sorted).resources()).isEqualTo(run(state().text()).resources());
    }

    @Test
    void stateIsReadFromAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("terraform.tfstate"), state().text());

        Run run = run("", "--terraform-state", file.toString(), "--kind", "Keyspace");

        assertThat(run.resources()).containsExactly("Keyspace orders");
    }
}
