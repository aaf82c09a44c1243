package com.pulumi.planetscale.provider.resources.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.World;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/// Credentials whose answers are lost.
class CredentialMakingTest {
    @Test
    void lostAnswerCostsNobodyElseACredentialOfTheSameName() throws Exception {
        try (World world = World.quick()) {
            ExampleProgram program = ExampleProgram.named("quickstart-yaml");
            Declared app = program.resources().getLast();
            world.createBefore(program, app);
            Lifecycle lifecycle = world.lifecycle(app.kind());
            // Once, so that the other one asks for nothing before it waits.
            PropertyMap first = world.create(app).state();
            lifecycle.delete(world.operation(), first);
            world.loseTheFirstAnswerTo(".*/passwords");
            World.Journal journal = world.journal();
            var other = new FutureTask<>(() -> world.create(app).state());
            FakeOperation operation = world.operation().meanwhile(() -> {
                Thread thread = Thread.ofPlatform().start(other);
                await().until(() -> other.isDone() || thread.getState() == Thread.State.WAITING);
            });

            PropertyMap state = world.create(operation, app).state();

            assertThat(List.of(state, other.get()))
                    .allSatisfy(made -> assertThat(lifecycle.refresh(world.operation(), "id", made, made))
                            .isPresent());
            assertThat(journal.calls().stream().filter(call -> !call.startsWith("GET ")))
                    .extracting(call -> call.substring(0, call.indexOf(' ')))
                    .containsExactly("POST", "DELETE", "POST", "POST");
        }
    }
}
