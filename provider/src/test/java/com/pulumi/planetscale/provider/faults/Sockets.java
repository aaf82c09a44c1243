package com.pulumi.planetscale.provider.faults;

import com.pulumi.planetscale.provider.api.ClosedPort;
import com.pulumi.planetscale.provider.api.FakePause;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;

/// The plugin's end of the wire: connections that are refused, and answers that the client gives up waiting for. The
/// time of such a wait passes at once.
final class Sockets extends SocketFactory implements AutoCloseable {
    /// How long the client waits for an answer.
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Wire wire;
    private final FakePause time;
    private final ClosedPort closed = new ClosedPort();

    Sockets(Wire wire, FakePause time) {
        this.wire = wire;
        this.time = time;
    }

    @Override
    public Socket createSocket() {
        return new Faulty();
    }

    private final class Faulty extends Socket {
        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            super.connect(wire.refusesConnection() ? closed.address() : endpoint, timeout);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new Answers(super.getInputStream());
        }
    }

    private final class Answers extends FilterInputStream {
        private boolean begun;

        Answers(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count < 0 && !begun && wire.timesOut()) {
                pass(TIMEOUT);
                throw new SocketTimeoutException("Read timed out");
            }
            begun = true;
            return count;
        }

        private void pass(Duration span) {
            try {
                time.pause(span);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }

    private Socket connected(SocketAddress endpoint) throws IOException {
        Socket socket = createSocket();
        socket.connect(endpoint);
        return socket;
    }

    @Override
    public void close() {
        try {
            closed.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
