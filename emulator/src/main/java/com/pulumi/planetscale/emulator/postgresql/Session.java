package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.machine.Scram;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A connection of the emulator's own, which runs statements one after the other. It knows as much of the protocol as
/// that takes, so that the emulator needs no driver.
final class Session implements AutoCloseable {
    private static final int VERSION = 3 << 16;
    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 60_000;
    private static final int NONCE_BYTES = 18;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;
    private static final String MECHANISM = "SCRAM-SHA-256";
    /// No channel binding: nothing is encrypted.
    private static final String BINDING = "n,,";

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;

    private Session(InetSocketAddress server) throws IOException {
        try {
            socket.connect(server, CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = new DataOutputStream(socket.getOutputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Logs in.
    ///
    /// @throws Refusal as the server answers
    static Session open(InetSocketAddress server, String user, String password, String database)
            throws IOException, Refusal {
        Session session = new Session(server);
        try {
            session.send(Message.startup(
                    VERSION,
                    Map.of(
                            "user",
                            user,
                            "database",
                            database,
                            "application_name",
                            PostgresServer.OWN,
                            "options",
                            // The API waits for it, and a client may hold a lock for long.
                            "-c lock_timeout=2s")));
            session.logIn(password);
            session.await();
            return session;
        } catch (IOException | Refusal e) {
            session.close();
            throw e;
        }
    }

    private void send(Message message) throws IOException {
        message.write(out);
    }

    private void logIn(String password) throws IOException, Refusal {
        String nonce = nonce();
        String exchange = "n=,r=" + nonce;
        String expected = "";
        while (true) {
            Message message = Message.read(in);
            if (message.type() == 'E') {
                throw refusal(message);
            }
            if (message.type() != 'R') {
                throw new IOException("PostgreSQL answers a login with " + message);
            }
            ByteBuffer body = message.body();
            int step = body.getInt();
            String said = StandardCharsets.UTF_8.decode(body).toString();
            switch (step) {
                case 0 -> {
                    return;
                }
                case SASL -> send(first(BINDING + exchange));
                case SASL_CONTINUE -> {
                    Map<String, String> challenge = attributes(said);
                    String answer = "c=" + base64(BINDING) + ",r=" + challenge.get("r");
                    if (!String.valueOf(challenge.get("r")).startsWith(nonce)) {
                        throw new IOException("PostgreSQL answers another login");
                    }
                    exchange += "," + said + "," + answer;
                    Scram keys = Scram.of(
                            password,
                            Base64.getDecoder().decode(challenge.getOrDefault("s", "")),
                            Integer.parseInt(challenge.getOrDefault("i", "0")));
                    expected = "v=" + keys.signature(exchange);
                    send(response(answer + ",p=" + keys.proof(exchange)));
                }
                case SASL_FINAL -> {
                    if (!said.equals(expected)) {
                        throw new IOException("What listens there does not know the password");
                    }
                }
                default -> throw new IOException("PostgreSQL wants an unknown kind of login: " + step);
            }
        }
    }

    private static Message first(String text) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(Message.zeroEnded(MECHANISM));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        body.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        body.writeBytes(bytes);
        return new Message('p', body.toByteArray());
    }

    private static Message response(String text) {
        return new Message('p', text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> attributes(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(part -> part.indexOf('=') == 1)
                .collect(Collectors.toMap(part -> part.substring(0, 1), part -> part.substring(2)));
    }

    private static String nonce() {
        byte[] random = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Runs a statement, or several in one transaction.
    ///
    /// @return the rows, with null where there is no value
    /// @throws Refusal as the server answers; the session can go on
    List<List<@Nullable String>> run(String statement) throws IOException, Refusal {
        send(new Message('Q', Message.zeroEnded(statement)));
        return await();
    }

    /// The rows until the server is ready for the next statement.
    private List<List<@Nullable String>> await() throws IOException, Refusal {
        List<List<@Nullable String>> rows = new ArrayList<>();
        Refusal refusal = null;
        while (true) {
            Message message = Message.read(in);
            switch (message.type()) {
                case 'D' -> rows.add(row(message));
                case 'E' -> refusal = refusal(message);
                case 'Z' -> {
                    if (refusal != null) {
                        throw refusal;
                    }
                    return rows;
                }
                default -> {
                    // Notices, settings and counts.
                }
            }
        }
    }

    private static List<@Nullable String> row(Message message) {
        ByteBuffer body = message.body();
        List<@Nullable String> values = new ArrayList<>();
        for (int columns = body.getShort(); columns > 0; columns--) {
            int length = body.getInt();
            if (length < 0) {
                values.add(null);
            } else {
                byte[] bytes = new byte[length];
                body.get(bytes);
                values.add(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private static Refusal refusal(Message message) {
        Map<String, String> fields = message.fields();
        return new Refusal(fields.getOrDefault("C", ""), fields.getOrDefault("S", "ERROR") + ": " + fields.get("M"));
    }

    boolean open() {
        return !socket.isClosed();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
