package com.pulumi.planetscale.provider;

import static com.pulumi.planetscale.provider.played.Failed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.played.Structs;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Provider.ReadResponse;

/// Functions, lists and look-ups, call by call.
class FrontFunctionTest extends Front {
    /// An empty name would make an address of the list, and two dots one of what is above it.
    @Test
    void functionIsNotAskedForWhatHasNoName() {
        assertThat(engine.invoke("getBranches", Map.of("database", "")).getFailuresList())
                .extracting(CheckFailure::getReason)
                .containsExactly("`database`: it is empty. Write a value, or omit it.");
        assertThat(engine.invoke("getPassword", Map.of("database", "a", "branch", "b", "publicId", ".."))
                        .getFailuresList())
                .extracting(CheckFailure::getReason)
                .containsExactly("`publicId`: `..` is not a name. Give the name alone, without a path.");
        assertThat(engine.invoke("getBranchSchema", Map.of("database", "a", "branch", ".."))
                        .getFailuresList())
                .extracting(CheckFailure::getReason)
                .containsExactly("`branch`: `..` is not a name. Give the name alone, without a path.");
        assertThat(emulator.wireMock().getAllServeEvents()).isEmpty();
    }

    @Test
    void functionAnswersOrSaysWhatIsWrong() {
        var _ = engine.create("Database", "shop", SHOP);

        InvokeResponse found = engine.invoke("getDatabase", Map.of("name", "shop"));
        InvokeResponse wrong = engine.invoke("getDatabase", Map.of("nam", "shop"));
        StatusRuntimeException absent = failure(() -> engine.invoke("getDatabase", Map.of("name", "other")));

        assertThat(Structs.map(found.getReturn())).containsEntry("clusterSize", "PS_10");
        assertThat(wrong.getFailuresList())
                .extracting(CheckFailure::getReason)
                .containsExactlyInAnyOrder(
                        "`name`: it is required and missing. Set it. Name of the database: lower-case letters, digits"
                                + " and underscores; hyphens are accepted but have to be escaped in SQL. If omitted,"
                                + " generated from the resource's name. A Vitess database is renamed in place, which"
                                + " keeps its branches and credentials; a Postgres database is replaced.",
                        "`nam`: there is no such property. Did you mean `name`?");
        assertThat(absent.getStatus().getDescription()).contains("Database `acme/other` does not exist");
    }

    @Test
    void listStreamsIdsThatCanBeImported() {
        var _ = engine.create("Database", "shop", SHOP);

        assertThat(engine.list("Branch", Map.of("database", "shop"))).containsExactly("acme/shop/main");
        assertThat(failure(() -> engine.list("Branch", Map.of())).getStatus().getDescription())
                .contains("say which database to list");
    }

    @Test
    void lookUpByAProgramIsNotTakenForARefresh() {
        var _ = engine.create("Database", "shop", SHOP);

        ReadResponse found = engine.get("Database", "shop", "acme/shop", Map.of());

        assertThat(found.getId()).isEqualTo("acme/shop");
        assertThat(Structs.map(found.getProperties())).containsEntry("clusterSize", "PS_10");
    }
}
