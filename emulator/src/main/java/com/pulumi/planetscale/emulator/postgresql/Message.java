package com.pulumi.planetscale.emulator.postgresql;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// One message of PostgreSQL's protocol (PostgreSQL documentation, message formats).
final class Message {
    private static final int LENGTH_BYTES = 4;
    private static final int LONGEST = 1 << 26;

    private final char type;
    private final byte[] body;

    /// @param type its letter; 0 for the ones that begin a connection, which have none
    Message(char type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    char type() {
        return type;
    }

    /// What follows the length.
    ByteBuffer body() {
        return ByteBuffer.wrap(body);
    }

    static Message read(DataInputStream in) throws IOException {
        return new Message((char) in.readUnsignedByte(), readBody(in));
    }

    /// The rest of a message, whose letter has been read or does not exist.
    static byte[] readBody(DataInputStream in) throws IOException {
        int length = in.readInt() - LENGTH_BYTES;
        if (length < 0 || length > LONGEST) {
            throw new IOException("A message of " + length + " bytes is not one of PostgreSQL's");
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }

    void write(OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1 + LENGTH_BYTES + body.length);
        if (type != 0) {
            bytes.put((byte) type);
        }
        bytes.putInt(LENGTH_BYTES + body.length).put(body);
        out.write(bytes.array(), 0, bytes.position());
        out.flush();
    }

    /// Begins a connection.
    static Message startup(int version, Map<String, String> parameters) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ByteBuffer.allocate(LENGTH_BYTES).putInt(version).array());
        parameters.forEach((name, value) -> {
            body.writeBytes(zeroEnded(name));
            body.writeBytes(zeroEnded(value));
        });
        body.write(0);
        return new Message((char) 0, body.toByteArray());
    }

    /// The parameters of what [#startup] makes, in their order.
    Map<String, String> parameters() {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int at = LENGTH_BYTES; at < body.length && body[at] != 0; ) {
            String name = text(at);
            int then = at + zeroEnded(name).length;
            String value = text(then);
            pairs.put(name, value);
            at = then + zeroEnded(value).length;
        }
        return pairs;
    }

    /// What an error or a notice says, by the letter of each field.
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int at = 0; at < body.length && body[at] != 0; ) {
            String value = text(at + 1);
            fields.put(String.valueOf((char) body[at]), value);
            at += 1 + zeroEnded(value).length;
        }
        return fields;
    }

    private String text(int begin) {
        int end = begin;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return new String(body, begin, end - begin, StandardCharsets.UTF_8);
    }

    static byte[] zeroEnded(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /// What is in it may be secret.
    @Override
    public String toString() {
        return "Message " + type;
    }
}
