package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.Quoting.forShell;
import static com.pulumi.planetscale.provider.resources.credential.Quoting.inAdoNet;
import static com.pulumi.planetscale.provider.resources.credential.Quoting.inLibpq;
import static com.pulumi.planetscale.provider.resources.credential.Quoting.inUrl;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import java.util.List;

/// What applications put into their configuration to reach a Postgres branch, one string for each way there.
///
/// Ports, the suffix for replicas and the URL's form are those of PlanetScale's guides (November 2026), the rest
/// those of the drivers' documentation. TLS with
/// a check of the server is on in all of them.
final class RoleConnectionStrings {
    private static final int DIRECT_PORT = 5432;
    private static final int POOLED_PORT = 6432;

    private static final Property<String> DIRECT = Property.text(
                    "direct",
                    "To the primary, for migrations, long queries, Rails and Django: `postgresql://…:5432/…`.")
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

    private static final Property<String> SQLALCHEMY = Property.text(
                    "sqlalchemy", "To the primary, for SQLAlchemy with `psycopg`: `postgresql+psycopg://…:5432/…`.")
            .secret();
    private static final Property<String> NPGSQL = Property.text(
                    "npgsql", "To the primary, for .NET's `Npgsql`: `Host=…;Port=5432;…`.")
            .secret();
    private static final Property<String> PSQL_COMMAND = Property.text(
                    "psqlCommand", "Command for a shell that opens `psql` 16 or newer on the primary.")
            .secret();

    static final Type.Obj TYPE = new Type.Obj(
            "RoleConnectionStrings",
            "Connection strings, one for each way to connect.",
            List.of(DIRECT, POOLED, REPLICA, JDBC, PSQL, SQLALCHEMY, NPGSQL, PSQL_COMMAND));

    private RoleConnectionStrings() {}

    /// The strings of one role.
    static PropertyMap of(String host, String user, String password, String database) {
        String open = "host=" + host + " port=" + DIRECT_PORT + " user=" + inLibpq(user);
        String rest = " dbname=" + inLibpq(database) + " sslmode=verify-full sslrootcert=system";
        return PropertyMap.EMPTY
                .with(DIRECT, url("postgresql", host, DIRECT_PORT, user, password, database))
                .with(POOLED, url("postgresql", host, POOLED_PORT, user, password, database))
                .with(REPLICA, url("postgresql", host, DIRECT_PORT, user + "|replica", password, database))
                // Java's own certificates: by default the driver looks for those of libpq (pgjdbc, "Using SSL").
                .with(
                        JDBC,
                        "jdbc:postgresql://" + host + ":" + DIRECT_PORT + "/" + inUrl(database) + "?user="
                                + inUrl(user) + "&password=" + inUrl(password)
                                + "&sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory")
                .with(PSQL, open + " password=" + inLibpq(password) + rest)
                // The system's certificates, which libpq does not look at unless it is told to.
                .with(
                        SQLALCHEMY,
                        url("postgresql+psycopg", host, DIRECT_PORT, user, password, database) + "&sslrootcert=system")
                .with(
                        NPGSQL,
                        "Host=" + host + ";Port=" + DIRECT_PORT + ";Database=" + inAdoNet(database) + ";Username="
                                + inAdoNet(user) + ";Password=" + inAdoNet(password) + ";SSL Mode=VerifyFull")
                .with(PSQL_COMMAND, "PGPASSWORD=" + forShell(password) + " psql " + forShell(open + rest));
    }

    private static String url(String scheme, String host, int port, String user, String password, String database) {
        return scheme + "://" + inUrl(user) + ":" + inUrl(password) + "@" + host + ":" + port + "/" + inUrl(database)
                + "?sslmode=verify-full";
    }
}
