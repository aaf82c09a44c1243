package com.pulumi.planetscale.provider.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/// A port of this machine at which connections are refused: it is taken, so that no other process listens there.
public final class ClosedPort implements AutoCloseable {
    private final Socket taken = new Socket();

    public ClosedPort() {
        try {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SocketAddress address() {
        return taken.getLocalSocketAddress();
    }

    /// Such as `http://127.0.0.1:40123`.
    public String url() {
        return "http://127.0.0.1:" + taken.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        taken.close();
    }
}
