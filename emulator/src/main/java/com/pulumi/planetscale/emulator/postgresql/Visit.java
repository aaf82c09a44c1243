package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.dataplane.Routes;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// The connection of one client, from the first byte to the last (PostgreSQL documentation, message flow).
final class Visit {
    private static final int CANCEL = 80877102;
    private static final int SSL = 80877103;
    private static final int GSS = 80877104;
    /// How a handshake of TLS begins, which a client may start without asking (`sslnegotiation=direct`).
    private static final int TLS_HANDSHAKE = 0x16;

    private static final String PROTOCOL = "postgresql";
    private static final int GREETING_MILLIS = 60_000;

    private final InetSocketAddress address;
    private final Optional<SSLContext> encryption;
    private final boolean pooled;
    private final String from;
    private final Socket server = new Socket();
    private volatile Socket client;

    Visit(Socket client, InetSocketAddress address, Optional<SSLContext> encryption, boolean pooled) {
        this.client = client;
        this.address = address;
        this.encryption = encryption;
        this.pooled = pooled;
        this.from = client.getInetAddress().getHostAddress();
    }

    /// @param routes null as long as the server is not complete
    void run(@Nullable Routes routes) {
        try {
            client.setTcpNoDelay(true);
            client.setSoTimeout(GREETING_MILLIS);
            Message first = greet();
            client.setSoTimeout(0);
            if (version(first) == CANCEL) {
                connect();
                first.write(server.getOutputStream());
                return;
            }
            enter(first, routes);
        } catch (IOException e) {
            // One of both has gone.
        } finally {
            close();
        }
    }

    private void enter(Message first, @Nullable Routes routes) throws IOException {
        try {
            if (encryption.isPresent() && !(client instanceof SSLSocket)) {
                throw new Refusal(
                        Refusal.NOT_AUTHORIZED,
                        "SSL connection is required",
                        "Use sslmode=require or connect with SSL enabled");
            }
            Message startup = led(first, routes);
            try {
                connect();
            } catch (IOException e) {
                throw new Refusal(Refusal.NO_CONNECTION, "failed to connect to upstream");
            }
            startup.write(server.getOutputStream());
        } catch (Refusal e) {
            e.fatal().write(client.getOutputStream());
            return;
        }
        Router.start("answers to " + client.getRemoteSocketAddress(), () -> pass(server, client));
        pass(client, server);
    }

    private Message led(Message first, @Nullable Routes routes) throws Refusal {
        if (routes == null) {
            throw new Refusal(Refusal.NO_CONNECTION, "failed to connect to upstream");
        }
        Map<String, String> parameters = new LinkedHashMap<>(first.parameters());
        Destination destination = Destination.of(routes, parameters.getOrDefault("user", ""), pooled, from);
        if (destination.role().equals(PostgresServer.OWN)) {
            throw new Refusal("28P01", "password authentication failed for user \"" + PostgresServer.OWN + "\"");
        }
        parameters.put("user", destination.role());
        // A user name ends with the branch, which is no name of a database.
        parameters.putIfAbsent("database", destination.role());
        if (destination.readOnly()) {
            parameters.merge("options", "-c default_transaction_read_only=on", (own, more) -> own + " " + more);
        }
        return Message.startup(version(first), parameters);
    }

    /// What begins the connection proper, after encryption has been agreed on.
    private Message greet() throws IOException {
        int begin = client.getInputStream().read();
        if (begin == TLS_HANDSHAKE && encryption.isPresent()) {
            encrypt(encryption.get(), new byte[] {(byte) begin});
            begin = client.getInputStream().read();
        }
        while (true) {
            Message message = rest(begin);
            int version = version(message);
            if (version != SSL && version != GSS) {
                return message;
            }
            boolean encrypts = version == SSL && encryption.isPresent() && !(client instanceof SSLSocket);
            client.getOutputStream().write(encrypts ? 'S' : 'N');
            client.getOutputStream().flush();
            if (encrypts) {
                encrypt(encryption.get(), new byte[0]);
            }
            begin = client.getInputStream().read();
        }
    }

    private Message rest(int begin) throws IOException {
        if (begin < 0) {
            throw new IOException("The client has gone");
        }
        byte[] length = {(byte) begin, 0, 0, 0};
        client.getInputStream().readNBytes(length, 1, length.length - 1);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(length), client.getInputStream());
        byte[] body = Message.readBody(new DataInputStream(whole));
        if (body.length < Integer.BYTES) {
            throw new IOException("A connection does not begin like that");
        }
        return new Message((char) 0, body);
    }

    private static int version(Message message) {
        return message.body().getInt();
    }

    private void encrypt(SSLContext context, byte[] read) throws IOException {
        SSLSocket encrypted =
                (SSLSocket) context.getSocketFactory().createSocket(client, new ByteArrayInputStream(read), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {PROTOCOL});
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        client = encrypted;
    }

    private void connect() throws IOException {
        server.connect(address);
        server.setTcpNoDelay(true);
    }

    /// Until one of both ends, which ends both.
    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either has gone.
        } finally {
            close();
        }
    }

    void close() {
        closeQuietly(client);
        closeQuietly(server);
    }

    static void closeQuietly(Closeable one) {
        try {
            one.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
