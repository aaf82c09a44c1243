package com.pulumi.planetscale.emulator.dataplane;

/// Where a server listens.
///
/// @param host a loopback address
public record Address(String host, int port) {
    /// Where clients of MySQL look if no port is given.
    static final int USUAL_PORT = 3306;

    /// Reads what [#toString] wrote.
    static Address parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Address(text, USUAL_PORT)
                : new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /// As the API shows it: the host alone if the port is the usual one.
    @Override
    public String toString() {
        return port == USUAL_PORT ? host : host + ":" + port;
    }
}
