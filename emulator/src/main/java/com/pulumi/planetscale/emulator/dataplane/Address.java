package com.pulumi.planetscale.emulator.dataplane;

/// Where a server listens.
///
/// @param host a loopback address
public record Address(String host, int port) {
    /// Where clients of MySQL look if no port is given.
    static final int MYSQL = 3306;
    /// Where clients of PostgreSQL look if no port is given.
    static final int POSTGRESQL = 5432;

    /// Reads what [#toString] wrote.
    ///
    /// @param usualPort of the engine
    static Address parse(String text, int usualPort) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Address(text, usualPort)
                : new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /// Whether clients find it by its host alone.
    public boolean usual() {
        return port == MYSQL || port == POSTGRESQL;
    }

    /// As the API shows it: the host alone if the port is the usual one.
    @Override
    public String toString() {
        return usual() ? host : host + ":" + port;
    }
}
