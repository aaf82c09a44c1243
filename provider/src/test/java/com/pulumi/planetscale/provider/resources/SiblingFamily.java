package com.pulumi.planetscale.provider.resources;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Siblings of one kind in a world, in a process that has read nothing yet.
record SiblingFamily(World world, Declared declared, List<SiblingFamily.Sibling> siblings) implements AutoCloseable {
    static final int COUNT = 4;

    /// A change that each kind knows, as the API takes it.
    private static final Map<String, Map<String, ?>> CHANGES = Map.ofEntries(
            Map.entry("Database", Map.of("allow_data_branching", true)),
            Map.entry("Branch", Map.of("deletion_protected", true)),
            Map.entry("Password", Map.of("name", "renamed")),
            Map.entry("Role", Map.of("name", "renamed")),
            Map.entry("DeployRequest", Map.of("state", "closed")),
            Map.entry("Webhook", Map.of("events", List.of("branch.ready"))),
            Map.entry("BackupSchedule", Map.of("name", "renamed")),
            Map.entry("Backup", Map.of("protected", true)),
            Map.entry("Bouncer", Map.of("replicas_per_cell", 2)),
            Map.entry("DedicatedReadReplica", Map.of("replicas", 3)),
            Map.entry("OrganizationMember", Map.of("role", "member")),
            Map.entry("Team", Map.of("description", "changed")),
            Map.entry("TrafficBudget", Map.of("rate", 40)),
            Map.entry("IpRestriction", Map.of("cidrs", List.of("192.0.2.0/24"))));

    /// An object, as the engine has recorded it.
    ///
    /// @param path where it is read by itself
    record Sibling(String id, PropertyMap inputs, PropertyMap state, ApiPath path) {}

    static SiblingFamily of(ExampleProgram program, Declared declared) throws Exception {
        World world = World.quick();
        world.createBefore(program, declared);
        var family = new SiblingFamily(world, declared, new ArrayList<>());
        for (int i = 0; i < COUNT; i++) {
            family.siblings.add(family.made(i));
        }
        world.newProcess();
        return family;
    }

    /// Makes another one.
    Sibling made(int number) throws Exception {
        PropertyMap inputs = inputs(number);
        Outcome outcome = run().create(world.operation().on("sibling-" + number), inputs);
        if (!(outcome instanceof Outcome.Ready ready)) {
            throw new AssertionError(outcome);
        }
        world.end();
        World.Journal journal = world.journal();
        var _ = run().refresh(world.operation(), ready.id(), inputs, ready.state());
        String path = journal.calls().stream()
                .filter(call -> !call.contains("per_page"))
                .findFirst()
                .orElseThrow()
                .replace("GET /v1", "")
                .replaceFirst("\\?.*", "");
        return new Sibling(ready.id(), inputs, ready.state(), ApiPath.parse(path));
    }

    private PropertyMap inputs(int number) throws Exception {
        PropertyMap inputs = world.checked(declared);
        String name = "sibling-" + number;
        return switch (declared.kind()) {
            case "Webhook" -> inputs.with("url", new Value.Text("https://hooks.example.com/" + name));
            case "TeamMember", "OrganizationMember" ->
                inputs.with("user", new Value.Text(Colleagues.join(world.emulator(), name, "member")))
                        .without("email");
            case "DeployRequest" -> {
                ApiPath branches = ApiPath.of(
                        "/organizations/{}/databases/{}/branches",
                        world.emulator().organization(),
                        text(inputs, "database"));
                var _ = world.api()
                        .post(
                                branches,
                                Map.of("name", name, "parent_branch", text(inputs, "intoBranch")),
                                JsonNode.class);
                world.emulator()
                        .admin()
                        .runDdl(
                                branches.then("/{}", name).toString(),
                                "",
                                "CREATE TABLE t" + number + " (id int PRIMARY KEY)");
                yield inputs.with("branch", new Value.Text(name)).with("stage", new Value.Text("opened"));
            }
            default -> inputs.with("name", new Value.Text(name));
        };
    }

    private static String text(PropertyMap inputs, String property) {
        return inputs.values().get(property) instanceof Value.Text(var text) ? text : "";
    }

    Lifecycle run() {
        return world.lifecycle(declared.kind());
    }

    Optional<Lifecycle.Found> refreshed(Lifecycle run, Sibling sibling) throws Exception {
        return run.refresh(world.operation(), sibling.id, sibling.inputs, sibling.state);
    }

    /// What the objects are, each read by itself.
    List<Optional<Lifecycle.Found>> truth() throws Exception {
        var found = new ArrayList<Optional<Lifecycle.Found>>();
        for (Sibling sibling : siblings) {
            world.newProcess();
            found.add(refreshed(run(), sibling));
        }
        world.newProcess();
        return found;
    }

    /// What a refresh of all of them finds.
    List<Optional<Lifecycle.Found>> all(Lifecycle run) throws Exception {
        var found = new ArrayList<Optional<Lifecycle.Found>>();
        for (Sibling sibling : siblings) {
            found.add(refreshed(run, sibling));
        }
        return found;
    }

    Sibling last() {
        return siblings.getLast();
    }

    ApiPath collection() {
        return last().path.parent();
    }

    /// A client of somebody else, who has the same access.
    Api another() {
        return world.connect(world.emulator().serviceTokenId(), world.emulator().serviceToken());
    }

    void change(Api client) throws Exception {
        // A bouncer is changed by a record beneath it.
        ApiPath path = declared.kind().equals("Bouncer") ? last().path.then("/resizes") : last().path;
        var _ = client.patch(path, Objects.requireNonNull(CHANGES.get(declared.kind())), JsonNode.class);
    }

    StubMapping answering(ApiPath path, ResponseDefinitionBuilder answer) {
        return world.emulator()
                .wireMock()
                .stubFor(get(urlPathEqualTo("/v1" + path)).atPriority(1).willReturn(answer));
    }

    void answeringAsBefore(StubMapping stub) {
        world.emulator().wireMock().removeStub(stub);
    }

    @Override
    public void close() {
        world.close();
    }
}
