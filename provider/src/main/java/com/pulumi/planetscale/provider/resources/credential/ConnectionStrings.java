package com.pulumi.planetscale.provider.resources.credential;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What applications put into their configuration to reach a Vitess branch, one text for each kind of client.
///
/// The forms are those of PlanetScale's guides (November 2026). TLS with a check of the server is on in all of
/// them.
final class ConnectionStrings {
    private static final Property<String> JDBC =
            Property.text("jdbc", "For JDBC drivers: `jdbc:mysql://…`.").secret();
    private static final Property<String> GO = Property.text(
                    "go", "For Go's `go-sql-driver/mysql`: `USER:PASSWORD@tcp(HOST)/DATABASE?…`.")
            .secret();
    private static final Property<String> NODE =
            Property.text("node", "For Node's `mysql2`: `mysql://…?ssl=…`.").secret();
    private static final Property<String> PHP = Property.text(
                    "php",
                    "For Symfony, Doctrine and Laravel: `mysql://…?serverVersion=8.0`. The path of the CA bundle is an"
                            + " option of the driver.")
            .secret();
    private static final Property<String> PRISMA =
            Property.text("prisma", "For Prisma: `mysql://…?sslaccept=strict`.").secret();
    private static final Property<String> SERVERLESS = Property.text(
                    "serverless", "For PlanetScale's serverless driver, over HTTPS: `mysql://USER:PASSWORD@HOST`.")
            .secret();

    static final Type.Obj TYPE = new Type.Obj(
            "PasswordConnectionStrings",
            "Connection strings, one for each kind of client.",
            List.of(JDBC, GO, NODE, PHP, PRISMA, SERVERLESS));

    private ConnectionStrings() {}

    /// The strings of one password.
    ///
    /// @param database what clients name as their database: a keyspace, `@primary` or `@replica`
    static PropertyMap of(String host, String user, String password, String database) {
        String login = encoded(user) + ":" + encoded(password) + "@" + host;
        String name = encoded(database);
        return PropertyMap.EMPTY
                .with(
                        JDBC,
                        "jdbc:mysql://" + host + ":3306/" + name + "?user=" + encoded(user) + "&password="
                                + encoded(password) + "&sslMode=VERIFY_IDENTITY")
                // This driver takes user and password as they are.
                .with(
                        GO,
                        user + ":" + password + "@tcp(" + host + ":3306)/" + name + "?tls=true&interpolateParams=true")
                .with(NODE, "mysql://" + login + ":3306/" + name + "?ssl=" + encoded("{\"rejectUnauthorized\":true}"))
                .with(PHP, "mysql://" + login + ":3306/" + name + "?serverVersion=8.0")
                .with(PRISMA, "mysql://" + login + "/" + name + "?sslaccept=strict")
                .with(SERVERLESS, "mysql://" + login);
    }

    /// A text as a part of a URL.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
