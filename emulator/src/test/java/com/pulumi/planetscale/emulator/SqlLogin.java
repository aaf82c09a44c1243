package com.pulumi.planetscale.emulator;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// A credential that the API has made, as an application uses it.
public interface SqlLogin {
    Connection open() throws SQLException;

    /// Runs statements one after another.
    default void run(String... statements) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// The first value of a query; empty if it has no row.
    default String ask(String query) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
