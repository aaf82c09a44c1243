package com.pulumi.planetscale.provider;

import static com.pulumi.planetscale.provider.played.Failed.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.played.Structs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import pulumirpc.Provider.CreateResponse;

/// Functions about what the same run makes or renames.
class FrontLookupTest extends Front {
    private static final Map<String, Object> DEV = Map.of("database", "shop", "name", "dev");

    private void planToCreate(String kind, String label, Map<String, Object> inputs) {
        var _ = engine.previewCreate(
                kind, label, engine.check(kind, label, Map.of(), inputs).getInputs());
    }

    /// Every function that is asked about something of a database, with what it has to be given.
    private static Stream<Arguments> functions() throws IOException {
        JsonNode functions = new JsonMapper()
                .readTree(Path.of("../schema/schema.json").toFile())
                .path("functions");
        return functions.properties().stream()
                .map(function -> {
                    String name = function.getKey().substring(function.getKey().lastIndexOf(':') + 1);
                    JsonNode inputs = function.getValue().path("inputs");
                    return arguments(
                            name,
                            name.equals("getDatabase") ? "name" : "database",
                            given(inputs, function.getValue().path("required")));
                })
                .filter(function -> ((Map<?, ?>) Objects.requireNonNull(function.get()[2]))
                        .containsKey(Objects.requireNonNull(function.get()[1])));
    }

    private static Map<String, Object> given(JsonNode inputs, JsonNode required) {
        var given = new HashMap<String, Object>();
        for (JsonNode name : required.isMissingNode() ? inputs.path("required") : required) {
            String type =
                    inputs.path("properties").path(name.asText()).path("type").asText();
            given.put(name.asText(), type.equals("integer") ? 1 : "main");
        }
        if (inputs.path("properties").has("database")) {
            given.put("database", "shop");
        } else if (given.containsKey("name")) {
            given.put("name", "shop");
        }
        return given;
    }

    @Test
    void functionsAboutADatabaseAreKnown() throws IOException {
        assertThat(functions().map(function -> function.get()[0]))
                .hasSizeGreaterThan(25)
                .contains(
                        "getDatabase", "getBranches", "getKeyspaces", "getBouncers", "getParameters", "getSchemaDiff");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void whatThisRunMakesIsNotSaidToBeMissing(String function, String database, Map<String, Object> arguments) {
        planToCreate("Database", "store", SHOP);

        assertThat(failure(() -> engine.previewInvoke(function, arguments))
                        .getStatus()
                        .getDescription())
                .isEqualTo(
                        "`" + database + "`: Database `acme/shop` is made by this run, so there is nothing to look up"
                                + " before `pulumi up`. Give its `publicId` in place of its name, such as"
                                + " `${store.publicId}`: that is known when it exists, and the look-up waits for it.");
        // PlanetScale answers "not found" whatever is missing.
        assertThat(failure(() -> engine.invoke(function, arguments)).getStatus().getDescription())
                .contains("atabase `", "shop`", "If this program makes it, give its `publicId` in place of its name")
                .doesNotContain("is made by this run", "404");
    }

    @ParameterizedTest
    @CsvSource({"getPasswords", "getBranchSchema"})
    void branchThatIsMissingIsNamedWithWhatMayBeMeant(String function) {
        var _ = engine.create("Database", "store", SHOP);

        assertThat(failure(() -> engine.previewInvoke(function, Map.of("database", "shop", "branch", "mian")))
                        .getStatus()
                        .getDescription())
                .startsWith("`branch`: there is no branch `mian` that the service token can see. Did you mean `main`?");
    }

    @ParameterizedTest
    @CsvSource({"getBranch, name", "getPasswords, branch", "getBackups, branch", "getBranchSchema, branch"})
    void branchThatThisRunMakesIsTheOneThatIsNamed(String function, String branch) {
        var _ = engine.create("Database", "store", SHOP);
        planToCreate("Branch", "work", DEV);

        assertThat(failure(() -> engine.previewInvoke(function, Map.of("database", "shop", branch, "dev")))
                        .getStatus()
                        .getDescription())
                .startsWith("`" + branch + "`: Branch `acme/shop/dev` is made by this run")
                .contains("`${work.publicId}`");
    }

    @Test
    void publicIdLeadsToItOnceItIsMade() {
        CreateResponse made = engine.create("Database", "store", SHOP);
        Object id = Structs.map(made.getProperties()).get("publicId");

        assertThat(Structs.map(engine.invoke("getBranches", Map.of("database", id))
                                .getReturn())
                        .get("branches"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(1);
        assertThat(Structs.map(engine.invoke("getDatabase", Map.of("name", id)).getReturn()))
                .containsEntry("name", "shop");
    }

    @ParameterizedTest
    @CsvSource({
        "getDatabase, name, ''",
        "getBranches, database, ''",
        "getWebhooks, database, ''",
        "getBranch, database, name",
        "getPasswords, database, branch",
        "getBranchSchema, database, branch",
        "getBranchSchemaLint, database, branch"
    })
    void whatThisRunRenamesIsFoundByItsNewName(String function, String database, String branch) {
        CreateResponse made = engine.create("Database", "store", SHOP);
        var renamed = new HashMap<>(SHOP);
        renamed.put("name", "store");
        var _ = engine.diff("Database", "store", made, SHOP, renamed);
        var _ = engine.previewUpdate("Database", "store", made, SHOP, renamed);
        Map<String, Object> arguments = new HashMap<>(Map.of(database, "store"));
        if (!branch.isEmpty()) {
            arguments.put(branch, "main");
        }

        assertThat(Structs.map(engine.previewInvoke(function, arguments).getReturn()))
                .containsEntry(database, "store")
                .doesNotContainKey("nothing");
    }

    @Test
    void whatNobodyMakesIsMissing() {
        assertThat(failure(() -> engine.previewInvoke("getDatabase", Map.of("name", "shop")))
                        .getStatus()
                        .getDescription())
                .startsWith("Database `acme/shop` does not exist.")
                .contains("`publicId`");
    }
}
