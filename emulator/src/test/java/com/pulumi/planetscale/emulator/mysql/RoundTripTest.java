package com.pulumi.planetscale.emulator.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.sql.reader.Statements;
import com.pulumi.planetscale.emulator.sql.schema.AnyTable;
import com.pulumi.planetscale.emulator.sql.schema.Change;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/// Tables that go to a server and come back.
final class RoundTripTest {
    private static final int TRIES = 40;
    /// A partitioned table with foreign keys, which MySQL refuses as well.
    private static final int PARTITIONED_WITH_FOREIGN_KEY = 1506;

    private static final Dialect DIALECT = new MariaDb();
    private static @Nullable Connection connection;

    @BeforeContainer
    static void server() throws SQLException {
        Client client = Served.client();
        Served.makeShop(client);
        connection = Served.Login.make(client, Client.MAIN, "admin").open();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION foreign_key_checks = 0");
        }
    }

    @AfterContainer
    static void end() throws SQLException {
        if (connection != null) {
            connection.close();
        }
        Served.reset();
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aTableComesBackAsTheSame(@ForAll("tables") String sql) throws SQLException {
        TableDefinition written = Statements.table(sql);
        Table back = throughServer(written.ddl());

        assertThat(back).isEqualTo(new Table("shop", "t", written.ddl()));
    }

    /// What the server refuses, such as a generated column that is stored from now on, is refused with its words.
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aChangeRunsOnTheServer(@ForAll("tables") String before, @ForAll("tables") String after) throws SQLException {
        TableDefinition target = Statements.table(after);
        Table start = throughServer(Statements.table(before).ddl());

        for (Change change : Change.between(schema(start), schema(new Table("shop", "t", target.ddl())))) {
            try {
                run(change.statement());
            } catch (SQLException e) {
                Assume.that(false);
            }
        }

        assertThat(Change.between(schema(read()), schema(new Table("shop", "t", target.ddl()))))
                .isEmpty();
    }

    private static Schema schema(Table table) {
        return new Schema(List.of(table));
    }

    @Provide
    Arbitrary<String> tables() {
        return AnyTable.statements();
    }

    private static Table throughServer(String ddl) throws SQLException {
        run("DROP TABLE IF EXISTS t");
        run(ddl);
        return read();
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = open().createStatement()) {
            statement.execute(DIALECT.statement(sql));
        } catch (SQLException e) {
            Assume.that(e.getErrorCode() != PARTITIONED_WITH_FOREIGN_KEY);
            throw new SQLException(e.getMessage() + " in: " + DIALECT.statement(sql), e);
        }
    }

    private static Table read() throws SQLException {
        try (Statement statement = open().createStatement()) {
            return new LiveSchema(DIALECT).read(statement, List.of("shop")).get(0);
        }
    }

    private static Connection open() {
        if (connection == null) {
            throw new IllegalStateException("No server has been started");
        }
        return connection;
    }
}
