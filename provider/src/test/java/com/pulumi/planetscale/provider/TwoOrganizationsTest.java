package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.PlayedStack.Organization;
import com.pulumi.planetscale.provider.PlayedStack.Recorded;
import com.pulumi.planetscale.provider.PlayedStack.Run;
import com.pulumi.planetscale.provider.api.FakePause;
import com.pulumi.planetscale.provider.pulumi.PluginServer;
import com.pulumi.planetscale.provider.resources.ContractTest;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pulumirpc.Provider.DiffResponse.DiffChanges;

/// Two providers of one stack, for two organizations, that one process serves and that share a folder on the disk.
/// Resources have the same names in both, and the same URNs even, as one has that moves from one provider to the other.
class TwoOrganizationsTest {
    private static final String VERSION = "1.2.3";

    private static Stream<Arguments> resources() {
        return ContractTest.resources();
    }

    /// A process with an engine's connection for each of two providers.
    private static final class Served implements AutoCloseable {
        private final PluginServer server;
        private final Run acme;
        private final Run globex;

        Served(PlayedStack acme, PlayedStack globex, Map<String, String> home) throws Exception {
            var backend = new PlanetScale(home, VERSION, acme.time(), new Random(1), SocketFactory.getDefault());
            server = new PluginServer(backend, VERSION, () -> "{}", "", acme.time());
            int port = server.start();
            this.acme = acme.attach(port, Organization.CONFIG, () -> {});
            this.globex = globex.attach(port, Organization.CONFIG, () -> {});
        }

        @Override
        public void close() {
            acme.close();
            globex.close();
            server.stop();
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void nothingOfOneReachesTheOther(ExampleProgram program, Declared declared) throws Exception {
        var time = new FakePause();
        Map<String, String> home = PulumiHome.in(Map.of());
        try (var acme = new PlayedStack(time, options -> options);
                var globex = new PlayedStack(time, options -> options.organization("globex"))) {
            var mine = new ArrayList<Recorded>();
            var theirs = new ArrayList<Recorded>();
            try (var process = new Served(acme, globex, home)) {
                for (Declared one : upTo(program, declared)) {
                    if (one.equals(declared)) {
                        // It leaves a note for this URN, for the other organization to find.
                        acme.emulator().lostAnswers().first("POST", ".*");
                    }
                    mine.add(create(process.acme, one));
                    theirs.add(create(process.globex, one));
                }
                assertOwn(process.acme, mine, "acme");
                assertOwn(process.globex, theirs, "globex");
            }
            assertThat(mine.getLast().state())
                    .doesNotContainEntry("publicId", theirs.getLast().state().get("publicId"));

            try (var process = new Served(acme, globex, home)) {
                assertUnchanged(process.acme, mine, program);
                assertUnchanged(process.globex, theirs, program);
                long before = globex.changes();

                process.acme.delete(mine.getLast());
                process.acme.engine().cancel();
                process.globex.engine().cancel();

                assertThat(globex.changes()).isEqualTo(before);
                assertThat(process.globex.refresh(theirs.getLast())).isEqualTo(theirs.getLast());
                assertThat(process.globex.log()).noneMatch(line -> line.contains("acme"));
                assertThat(process.acme.log()).noneMatch(line -> line.contains("globex"));
            }
        }
    }

    /// As a user runs the same command again after a failure.
    private static Recorded create(Run run, Declared declared) {
        try {
            return run.create(declared);
        } catch (StatusRuntimeException _) {
            return run.create(declared);
        }
    }

    private static List<Declared> upTo(ExampleProgram program, Declared declared) {
        return program.resources().subList(0, program.resources().indexOf(declared) + 1);
    }

    private static void assertOwn(Run run, List<Recorded> records, String organization) {
        assertThat(records).allSatisfy(record -> {
            assertThat(record.id()).startsWith(organization + "/");
            assertThat(record.state()).containsEntry("organization", organization);
            assertThat(run.refresh(record).state()).isEqualTo(record.state());
        });
    }

    private static void assertUnchanged(Run run, List<Recorded> records, ExampleProgram program) {
        for (int index = 0; index < records.size(); index++) {
            Recorded refreshed = run.refresh(records.get(index));
            assertThat(refreshed.id()).isEqualTo(records.get(index).id());
            assertThat(run.plan(refreshed, run.program(program.resources().get(index)))
                            .getChanges())
                    .as(refreshed.id())
                    .isEqualTo(DiffChanges.DIFF_NONE);
        }
    }
}
