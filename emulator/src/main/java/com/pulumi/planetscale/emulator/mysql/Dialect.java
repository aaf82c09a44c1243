package com.pulumi.planetscale.emulator.mysql;

/// How a server's SQL differs from MySQL's.
interface Dialect {
    /// MySQL itself.
    Dialect MYSQL = new Dialect() {};

    /// A statement of MySQL as the server understands it.
    default String statement(String mysql) {
        return mysql;
    }

    /// A statement that the server shows of a table or view, as MySQL would show it.
    default String shown(String own) {
        return own;
    }
}
