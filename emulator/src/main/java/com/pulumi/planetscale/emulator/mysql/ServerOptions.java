package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.dataplane.Address;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a server that is small, starts fast, and behaves like PlanetScale's MySQL 8 as far as it can.
/// `loose` options are for one of MariaDB and MySQL only.
final class ServerOptions {
    private ServerOptions() {}

    /// What decides the layout of the data folder: small files, since each branch begins with a copy. MySQL has none
    /// that are smaller than 12 MB.
    static List<String> layout(Installation installation) {
        return installation.mariaDb()
                ? List.of(
                        "--innodb-undo-tablespaces=0",
                        "--innodb-log-file-size=4M",
                        "--innodb-data-file-path=ibdata1:5M:autoextend",
                        "--innodb-temp-data-file-path=ibtmp1:1M:autoextend",
                        "--innodb-autoextend-increment=1")
                : List.of();
    }

    /// @param encryption options that let it encrypt; empty if it shall not
    static List<String> running(
            Installation installation, Address address, Path data, Path initFile, List<String> encryption) {
        List<String> options = new ArrayList<>(of(installation, data));
        options.addAll(layout(installation));
        options.addAll(List.of(
                "--bind-address=" + address.host(),
                "--port=" + address.port(),
                // Relative to the data folder: an absolute path may be longer than a socket's can be.
                "--socket=server.sock",
                "--pid-file=server.pid",
                "--init-file=" + initFile,
                "--skip-name-resolve",
                "--skip-log-bin",
                "--performance-schema=off",
                // MySQL's second protocol would listen as well.
                "--loose-mysqlx=OFF",
                "--loose-mysql-native-password=ON",
                // A package's own folder may not exist, and no account may read or write files.
                "--secure-file-priv=" + (installation.mariaDb() ? "" : "NULL"),
                "--innodb-buffer-pool-size=5M",
                // What is written outlives the process, which is enough, but not the machine.
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-flush-method=nosync",
                "--loose-debug-no-sync",
                "--key-buffer-size=64K",
                "--loose-aria-pagecache-buffer-size=128K",
                "--max-connections=1000",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_0900_ai_ci",
                "--loose-character-set-collations=utf8mb4=utf8mb4_0900_ai_ci",
                "--explicit-defaults-for-timestamp=ON",
                // MySQL's default, which forbids more than MariaDB's.
                "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                        + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"));
        // Without a certificate of one's own it would make keys at each start, for seconds.
        options.addAll(encryption.isEmpty() ? List.of("--loose-ssl=OFF") : encryption);
        return options;
    }

    /// What every program of a server takes first.
    static List<String> of(Installation installation, Path data) {
        List<String> options = new ArrayList<>(List.of("--no-defaults", "--datadir=" + data));
        installation.base().ifPresent(base -> options.add("--basedir=" + base));
        if (System.getProperty("user.name").equals("root")) {
            // A server refuses to run as root unless it is told to.
            options.add("--user=root");
        }
        return options;
    }
}
