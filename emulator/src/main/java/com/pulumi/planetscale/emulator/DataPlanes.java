package com.pulumi.planetscale.emulator;

import com.pulumi.planetscale.emulator.dataplane.BranchServers;
import com.pulumi.planetscale.emulator.dataplane.Connections;
import com.pulumi.planetscale.emulator.dataplane.Follower;
import com.pulumi.planetscale.emulator.dataplane.Followers;
import com.pulumi.planetscale.emulator.dataplane.PostgresBranches;
import com.pulumi.planetscale.emulator.machine.CertificateAuthority;
import com.pulumi.planetscale.emulator.machine.TemporaryFolder;
import com.pulumi.planetscale.emulator.mysql.MySqlServers;
import com.pulumi.planetscale.emulator.postgresql.PostgresServers;
import com.pulumi.planetscale.emulator.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The database servers that the options of an emulator ask for.
final class DataPlanes {
    private final Emulator.Options options;
    private final World world;
    private final List<Follower> engines = new ArrayList<>();
    private Optional<Connections> connections = Optional.empty();
    private Optional<TemporaryFolder> temporary = Optional.empty();

    DataPlanes(Emulator.Options options, World world) throws IOException {
        this.options = options;
        this.world = world;
        if (options.mysql || options.postgres) {
            serve(dataFolder());
            world.serve(all());
        }
    }

    private void serve(Path folder) throws IOException {
        boolean kept = options.state != null;
        Optional<CertificateAuthority> authority = options.tls == null
                ? Optional.empty()
                : Optional.of(CertificateAuthority.in(folder.resolve("tls"), options.tls));
        if (options.mysql) {
            BranchServers vitess = new BranchServers(world, MySqlServers.find(authority), folder, kept, options.log);
            engines.add(vitess);
            connections = Optional.of(vitess);
        }
        if (options.postgres) {
            engines.add(new PostgresBranches(
                    world, PostgresServers.find(authority), PostgresServers.OTHER_PORTS, folder, kept, options.log));
        }
    }

    /// Only its owner may read what is in it.
    private Path dataFolder() throws IOException {
        if (options.state == null) {
            TemporaryFolder folder =
                    TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir")), "planetscale-emulator-");
            temporary = Optional.of(folder);
            return folder.path();
        }
        Path folder = options.state.toAbsolutePath().resolveSibling(options.state.getFileName() + ".data");
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    Followers all() {
        return new Followers(engines, temporary);
    }

    /// Connections to the servers behind Vitess branches, if there are some.
    Optional<Connections> connections() {
        return connections;
    }
}
