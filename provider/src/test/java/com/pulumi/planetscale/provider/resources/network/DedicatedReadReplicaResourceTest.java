package com.pulumi.planetscale.provider.resources.network;

import static com.pulumi.planetscale.provider.resources.network.DedicatedReadReplicaResource.NAME;
import static com.pulumi.planetscale.provider.resources.network.DedicatedReadReplicaResource.REGION;
import static com.pulumi.planetscale.provider.resources.network.DedicatedReadReplicaResource.REPLICAS;
import static com.pulumi.planetscale.provider.resources.network.DedicatedReadReplicaResource.SIZE;
import static com.pulumi.planetscale.provider.resources.network.ReplicaParameters.PARAMETERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DedicatedReadReplicaResourceTest {
    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("DedicatedReadReplica");
    private final ApiPath databases = Owners.organizationPath(world.settings()).then("/databases");
    private final ApiPath replica = databases.then("/notes/branches/main/read-only-replicas/far");
    private final PropertyMap plain = world.settings()
            .with("database", new Value.Text("notes"))
            .with("branch", new Value.Text("main"))
            .with(NAME, "far")
            .with(REGION, "eu-west")
            .with(REPLICAS, 1L)
            .with(PARAMETERS, Map.of());
    private final PropertyMap tuned =
            plain.with(PARAMETERS, Map.of("pgconf", Map.of("max_connections", "300", "work_mem", "8388608")));

    @BeforeEach
    void makeDatabase() throws Exception {
        var _ = world.api()
                .post(
                        databases,
                        Map.of("name", "notes", "kind", "postgresql", "cluster_size", "PS_10_AWS_ARM"),
                        JsonNode.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void parametersAreSetAfterItIsMadeAndReadBack() throws Exception {
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), tuned);

        assertThat(value("max_connections")).isEqualTo("300");
        assertThat(made.state().get(PARAMETERS)).isEqualTo(tuned.get(PARAMETERS));
        assertThat(lifecycle.refresh(world.operation(), made.id(), tuned, made.state()))
                .contains(new Lifecycle.Found(made.id(), tuned, made.state()));
        assertThat(lifecycle
                        .find(world.operation(), made.id(), world.settings())
                        .map(found -> found.inputs().get(PARAMETERS)))
                .contains(tuned.get(PARAMETERS));
    }

    @Test
    void parameterThatIsRemovedGoesBackToItsDefault() throws Exception {
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), tuned);
        String byDefault = parameter("work_mem").path("default_value").asText();
        PropertyMap less = plain.with(PARAMETERS, Map.of("pgconf", Map.of("max_connections", "300")));

        Outcome.Ready changed =
                (Outcome.Ready) lifecycle.update(world.operation(), made.id(), tuned, made.state(), less);

        assertThat(value("work_mem")).isEqualTo(byDefault);
        assertThat(value("max_connections")).isEqualTo("300");
        assertThat(changed.state().get(PARAMETERS)).isEqualTo(less.get(PARAMETERS));
    }

    @Test
    void parameterThatSomeoneElseChangesIsSetAgain() throws Exception {
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), tuned);
        var _ = world.api()
                .patch(
                        replica,
                        Map.of("parameters", Map.of("pgconf", Map.of("max_connections", "400"))),
                        JsonNode.class);
        world.newProcess();
        Lifecycle.Found found = world.lifecycle("DedicatedReadReplica")
                .refresh(world.operation(), made.id(), tuned, made.state())
                .orElseThrow();

        assertThat(found.state().get(PARAMETERS).get("pgconf")).containsEntry("max_connections", "400");
        assertThat(world.lifecycle("DedicatedReadReplica")
                        .plan(world.operation(), "far", found.inputs(), found.state(), tuned, List.of()))
                .isInstanceOf(Plan.Update.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    pgconf | max_conections  | 300 | Did you mean `max_connections`?
                    pgconf | max_connections | -5  | is out of range
                    mysql  | max_connections | 300 | there is no parameter `max_connections` here
                    """)
    void parameterThatCannotBeIsRefusedInThePreview(String namespace, String name, String value, String words)
            throws Exception {
        assertThat(lifecycle
                        .previewCreate(
                                world.operation(), plain.with(PARAMETERS, Map.of(namespace, Map.of(name, value))))
                        .findings())
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains(words);
    }

    @Test
    void sizeWithOtherProcessorsThanTheBranchIsRefusedInThePreview() throws Exception {
        assertThat(lifecycle
                        .previewCreate(world.operation(), plain.with(SIZE, "PS_10_AWS_X86"))
                        .findings())
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("size `PS_10_AWS_X86` has X86 processors, and those of branch `main` are ARM");
        assertThat(lifecycle
                        .previewCreate(world.operation(), plain.with(SIZE, "PS_20_AWS_ARM"))
                        .findings())
                .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    private JsonNode parameter(String name) throws Exception {
        for (JsonNode parameter : world.api().get(replica, JsonNode.class).path("parameters")) {
            if (parameter.path("name").asText().equals(name)
                    && parameter.path("namespace").asText().equals("pgconf")) {
                return parameter;
            }
        }
        throw new AssertionError(name);
    }

    private String value(String name) throws Exception {
        return parameter(name).path("value").asText();
    }
}
