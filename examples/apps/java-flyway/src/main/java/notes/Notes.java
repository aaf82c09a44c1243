package notes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/// An application that keeps notes. `migrate` brings the schema of a branch up to date, `use` writes and reads notes,
/// `sql` runs one statement.
public final class Notes {
    private static final String USERNAME = System.getenv("DATABASE_USERNAME");
    private static final String PASSWORD = System.getenv("DATABASE_PASSWORD");

    private Notes() {}

    public static void main(String[] arguments) throws SQLException {
        switch (arguments[0]) {
            case "migrate" -> migrate();
            case "use" -> use();
            case "sql" -> sql(arguments[1]);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static String url() {
        return "jdbc:mysql://" + System.getenv("DATABASE_HOST") + "/" + System.getenv("DATABASE_NAME")
                + "?sslMode=VERIFY_IDENTITY";
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USERNAME, PASSWORD);
    }

    private static void migrate() {
        var result =
                Flyway.configure().dataSource(url(), USERNAME, PASSWORD).load().migrate();
        System.out.println("migrations run: " + result.migrationsExecuted);
    }

    private static void use() throws SQLException {
        try (Connection connection = connect()) {
            long author = insert(connection, "INSERT INTO author (name) VALUES (?)", "Ada");
            connection.setAutoCommit(false);
            insert(connection, "INSERT INTO note (author_id, text) VALUES (" + author + ", ?)", "kept");
            connection.commit();
            insert(connection, "INSERT INTO note (author_id, text) VALUES (" + author + ", ?)", "not kept");
            connection.rollback();
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT name, text FROM note JOIN author ON author.id = author_id WHERE author_id = ?")) {
                query.setLong(1, author);
                try (ResultSet rows = query.executeQuery()) {
                    if (!rows.next() || !rows.getString("text").equals("kept") || rows.next()) {
                        throw new IllegalStateException("The note that was committed is not the only one.");
                    }
                }
            }
            connection.commit();
            System.out.println("wrote a note, rolled another back, and read the first");
        }
    }

    private static long insert(Connection connection, String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, value);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = connect();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }
}
