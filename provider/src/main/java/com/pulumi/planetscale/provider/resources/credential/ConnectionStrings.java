package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.Quoting.forShell;
import static com.pulumi.planetscale.provider.resources.credential.Quoting.inAdoNet;
import static com.pulumi.planetscale.provider.resources.credential.Quoting.inUrl;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import java.util.List;

/// What applications put into their configuration to reach a Vitess branch, one string for each kind of client.
///
/// The forms are those of PlanetScale's guides (November 2026) and of the drivers' own documentation. TLS with a check
/// of the server is on in all of them.
final class ConnectionStrings {
    /// What stands in a string for a password that is not known.
    static final String UNKNOWN = "YOUR_PASSWORD";

    /// Where most Linux systems keep the certificates that they trust; clients of MySQL must be told.
    private static final String CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

    private static final Property<String> JDBC = string("jdbc", "For JDBC drivers: `jdbc:mysql://…`.");
    private static final Property<String> GO =
            string("go", "For Go's `go-sql-driver/mysql`: `USER:PASSWORD@tcp(HOST)/DATABASE?…`.");
    private static final Property<String> NODE = string("node", "For Node's `mysql2`: `mysql://…?ssl=…`.");
    private static final Property<String> PHP = string(
            "php",
            "For Symfony and Doctrine: `mysql://…?serverVersion=8.0`. The path of the CA bundle is an option of the"
                    + " driver.");
    private static final Property<String> LARAVEL = string(
            "laravel",
            "`DB_URL` for Laravel: `mysql://…`. Set `MYSQL_ATTR_SSL_CA` to the path of the CA bundle as well, such as `"
                    + CERTIFICATES + "`: Laravel encrypts only then.");
    private static final Property<String> RAILS = string(
            "rails",
            "`DATABASE_URL` for Rails with `trilogy`, whose `ssl_mode` 4 is `SSL_VERIFY_IDENTITY`: `trilogy://…`. On a"
                    + " system that keeps its CA bundle elsewhere, change `sslca`.");
    private static final Property<String> SQLALCHEMY = string(
            "sqlalchemy",
            "For SQLAlchemy with `mysqlclient`: `mysql+mysqldb://…`. On a system that keeps its CA bundle elsewhere,"
                    + " change `ssl_ca`.");
    private static final Property<String> DJANGO = string(
            "django",
            "`DATABASE_URL` for Django with `dj-database-url`: `mysql://…`. On a system that keeps its CA bundle"
                    + " elsewhere, change `ssl-ca`.");
    private static final Property<String> DOTNET = string("dotnet", "For .NET's `MySqlConnector`: `Server=…;…`.");
    private static final Property<String> PRISMA = string("prisma", "For Prisma: `mysql://…?sslaccept=strict`.");
    private static final Property<String> SERVERLESS =
            string("serverless", "For PlanetScale's serverless driver, over HTTPS: `mysql://USER:PASSWORD@HOST`.");
    private static final Property<String> MYSQL = string(
            "mysql",
            "Command for a shell that opens the `mysql` client. On a system that keeps its CA bundle elsewhere, change"
                    + " `--ssl-ca`.");

    static final Type.Obj TYPE = new Type.Obj(
            "PasswordConnectionStrings",
            "Connection strings, one for each kind of client.",
            List.of(JDBC, GO, NODE, PHP, LARAVEL, RAILS, SQLALCHEMY, DJANGO, DOTNET, PRISMA, SERVERLESS, MYSQL));

    private ConnectionStrings() {}

    private static Property<String> string(String name, String doc) {
        return Property.text(name, doc).secret();
    }

    /// The strings of one password.
    ///
    /// @param database what clients name as their database: a keyspace, `@primary` or `@replica`
    static PropertyMap of(String host, String user, String password, String database) {
        String login = inUrl(user) + ":" + inUrl(password) + "@" + host;
        String name = inUrl(database);
        String place = login + ":3306/" + name;
        return PropertyMap.EMPTY
                .with(
                        JDBC,
                        "jdbc:mysql://" + host + ":3306/" + name + "?user=" + inUrl(user) + "&password="
                                + inUrl(password) + "&sslMode=VERIFY_IDENTITY")
                // This driver takes user and password as they are.
                .with(
                        GO,
                        user + ":" + password + "@tcp(" + host + ":3306)/" + name + "?tls=true&interpolateParams=true")
                .with(NODE, "mysql://" + place + "?ssl=" + inUrl("{\"rejectUnauthorized\":true}"))
                .with(PHP, "mysql://" + place + "?serverVersion=8.0")
                .with(LARAVEL, "mysql://" + place)
                .with(RAILS, "trilogy://" + place + "?ssl=true&ssl_mode=4&tls_min_version=3&sslca=" + CERTIFICATES)
                .with(SQLALCHEMY, "mysql+mysqldb://" + place + "?ssl_mode=VERIFY_IDENTITY&ssl_ca=" + CERTIFICATES)
                .with(DJANGO, "mysql://" + place + "?ssl_mode=VERIFY_IDENTITY&ssl-ca=" + CERTIFICATES)
                .with(
                        DOTNET,
                        "Server=" + host + ";Port=3306;Database=" + inAdoNet(database) + ";User ID=" + inAdoNet(user)
                                + ";Password=" + inAdoNet(password) + ";SSL Mode=VerifyFull")
                .with(PRISMA, "mysql://" + login + "/" + name + "?sslaccept=strict")
                .with(SERVERLESS, "mysql://" + login)
                .with(
                        MYSQL,
                        "MYSQL_PWD=" + forShell(password) + " mysql --host=" + host + " --port=3306 --user="
                                + forShell(user) + " --ssl-mode=VERIFY_IDENTITY --ssl-ca=" + CERTIFICATES + " "
                                + forShell(database));
    }
}
