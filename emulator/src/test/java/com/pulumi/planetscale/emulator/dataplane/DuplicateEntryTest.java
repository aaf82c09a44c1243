package com.pulumi.planetscale.emulator.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages of MariaDB as MySQL words them.
final class DuplicateEntryTest {
    private static final String MESSAGE = "Duplicate entry 'it's 1.5' for key 'email'";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO users VALUES (1)",
                "insert ignore into `shop`.`users` (id) VALUES (1)",
                "/* why */ REPLACE users SET id = 1",
                "-- why\nUPDATE users SET id = 1",
                "INSERT INTO\n  users(id) VALUES (1)",
                "ALTER TABLE `users` ADD UNIQUE KEY `email` (`email`)",
                "CREATE UNIQUE INDEX email ON shop.users (email)"
            })
    void theTableIsNamed(String statement) {
        assertThat(DuplicateEntry.words(MESSAGE, statement))
                .isEqualTo("Duplicate entry 'it's 1.5' for key 'users.email'");
    }

    @Test
    void otherMessagesStay() {
        String named = "Duplicate entry '1' for key 'users.PRIMARY'";
        String other = "Table 'shop.users' doesn't exist";

        assertThat(DuplicateEntry.words(named, "INSERT INTO users VALUES (1)")).isEqualTo(named);
        assertThat(DuplicateEntry.words(other, "INSERT INTO users VALUES (1)")).isEqualTo(other);
        assertThat(DuplicateEntry.words(MESSAGE, "CALL fill()")).isEqualTo(MESSAGE);
        assertThat(DuplicateEntry.words("(conn=5) " + MESSAGE, "ALTER TABLE users ADD UNIQUE (email)"))
                .isEqualTo("(conn=5) Duplicate entry 'it's 1.5' for key 'users.email'");
    }
}
