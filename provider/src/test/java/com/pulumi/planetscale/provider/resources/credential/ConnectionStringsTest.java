package com.pulumi.planetscale.provider.resources.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connection strings mean the same name and password to whatever reads them, whatever characters are in those.
class ConnectionStringsTest {
    private static final String HOST = "aws.connect.psdb.cloud";
    private static final String USER = "u'se|r";
    private static final String PASSWORD = "p:a/s@s?w#o%r&d=;'\"\\$HOME `ls` +x";

    private final PropertyMap vitess = ConnectionStrings.of(HOST, USER, PASSWORD, "my shop");
    private final PropertyMap postgres = RoleConnectionStrings.of(HOST, USER, PASSWORD, "my shop");

    @ParameterizedTest
    @ValueSource(strings = {"node", "php", "laravel", "rails", "sqlalchemy", "django", "prisma", "serverless"})
    void urlsOfVitessCarryNameAndPassword(String name) {
        assertThat(login(text(vitess, name))).isEqualTo(USER + " " + PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "pooled", "sqlalchemy"})
    void urlsOfPostgresCarryNameAndPassword(String name) {
        assertThat(login(text(postgres, name))).isEqualTo(USER + " " + PASSWORD);
    }

    @Test
    void commandsAreReadByAShellAsTheyAreMeant() throws Exception {
        assertThat(arguments("mysql", "MYSQL_PWD", text(vitess, "mysql")))
                .isEqualTo("""
                %s
                --host=%s
                --port=3306
                --user=%s
                --ssl-mode=VERIFY_IDENTITY
                --ssl-ca=/etc/ssl/certs/ca-certificates.crt
                my shop
                """.formatted(PASSWORD, HOST, USER));
        assertThat(arguments("psql", "PGPASSWORD", text(postgres, "psqlCommand")))
                .isEqualTo("""
                %s
                host=%s port=5432 user='u\\'se|r' dbname='my shop' sslmode=verify-full sslrootcert=system
                """.formatted(PASSWORD, HOST));
    }

    /// The rules are those of `DbConnectionStringBuilder`: what is quoted ends at the quote that is not doubled.
    @Test
    void stringsOfDotNetCarryNameAndPassword() {
        assertThat(values(text(vitess, "dotnet")))
                .containsEntry("User ID", USER)
                .containsEntry("Password", PASSWORD)
                .containsEntry("Database", "my shop")
                .containsEntry("SSL Mode", "VerifyFull");
        assertThat(values(text(postgres, "npgsql")))
                .containsEntry("Username", USER)
                .containsEntry("Password", PASSWORD)
                .containsEntry("SSL Mode", "VerifyFull");
    }

    private static String login(String url) {
        String userInfo = URI.create(url.replace("+", "-")).getRawUserInfo();
        String[] parts = userInfo.split(":", 2);
        return decoded(parts[0]) + " " + decoded(parts[1]);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    /// The password and the arguments that a client gets from a real shell, one on each line.
    private static String arguments(String client, String variable, String command)
            throws IOException, InterruptedException {
        String script = client + "() { printf '%s\\n' \"$" + variable + "\" \"$@\"; }\n" + command;
        Process shell = new ProcessBuilder("sh", "-c", script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return printed;
    }

    private static Map<String, String> values(String connectionString) {
        var pair = Pattern.compile("([^=;]+)=(?:\"((?:[^\"]|\"\")*)\"|([^;]*))(?:;|$)");
        return pair.matcher(connectionString)
                .results()
                .collect(Collectors.toMap(
                        match -> match.group(1),
                        match -> match.group(2) == null
                                ? match.group(3)
                                : match.group(2).replace("\"\"", "\"")));
    }

    private static String text(PropertyMap strings, String name) {
        return strings.get(Property.text(name, "One of them."));
    }
}
