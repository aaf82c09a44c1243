package com.pulumi.planetscale.provider.resources.credential;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import java.util.List;

/// What applications put into their configuration to reach a Postgres branch, one text for each way there.
///
/// Ports, the suffix for replicas and the URL's form are those of PlanetScale's guides (November 2026). TLS with
/// a check of the server is on in all of them.
final class RoleConnectionStrings {
    private static final int DIRECT_PORT = 5432;
    private static final int POOLED_PORT = 6432;

    private static final Property<String> DIRECT = Property.text(
                    "direct", "To the primary, for migrations and long queries: `postgresql://…:5432/…`.")
            .secret();
    private static final Property<String> POOLED = Property.text(
                    "pooled", "To the primary through PgBouncer, for applications: `postgresql://…:6432/…`.")
            .secret();
    private static final Property<String> REPLICA = Property.text(
                    "replica", "To the replicas, which only read and may lag behind: `postgresql://…:5432/…`.")
            .secret();
    private static final Property<String> JDBC = Property.text(
                    "jdbc", "To the primary, for JDBC drivers: `jdbc:postgresql://…:5432/…`.")
            .secret();
    private static final Property<String> PSQL = Property.text(
                    "psql",
                    "To the primary, for `psql` and other programs with libpq 16 or newer: `host=… port=5432 …`.")
            .secret();

    static final Type.Obj TYPE = new Type.Obj(
            "RoleConnectionStrings",
            "Connection strings, one for each way to connect.",
            List.of(DIRECT, POOLED, REPLICA, JDBC, PSQL));

    private RoleConnectionStrings() {}

    /// The strings of one role.
    static PropertyMap of(String host, String user, String password, String database) {
        return PropertyMap.EMPTY
                .with(DIRECT, url(host, DIRECT_PORT, user, password, database))
                .with(POOLED, url(host, POOLED_PORT, user, password, database))
                .with(REPLICA, url(host, DIRECT_PORT, user + "|replica", password, database))
                // Java's own certificates: by default the driver looks for those of libpq (pgjdbc, "Using SSL").
                .with(
                        JDBC,
                        "jdbc:postgresql://" + host + ":" + DIRECT_PORT + "/" + encoded(database) + "?user="
                                + encoded(user) + "&password=" + encoded(password)
                                + "&sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory")
                .with(
                        PSQL,
                        "host=" + host + " port=" + DIRECT_PORT + " user=" + quoted(user) + " password="
                                + quoted(password) + " dbname=" + quoted(database)
                                + " sslmode=verify-full sslrootcert=system");
    }

    private static String url(String host, int port, String user, String password, String database) {
        return "postgresql://" + encoded(user) + ":" + encoded(password) + "@" + host + ":" + port + "/"
                + encoded(database) + "?sslmode=verify-full";
    }

    private static String encoded(String text) {
        return ConnectionStrings.encoded(text);
    }

    /// As libpq quotes values.
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
