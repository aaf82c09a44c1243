package com.pulumi.planetscale.emulator.recording;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Stands between a client and the real API, and writes down what both say, without secrets. The credentials are the
/// client's: they are passed on and never written.
public final class Recorder implements AutoCloseable {
    private static final String PREFIX = "/v1";

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final String target;
    private final Path folder;
    private final Mask mask;
    private int count = 0;

    private Recorder(HttpServer server, String target, Path folder) {
        this.server = server;
        this.target = target;
        this.folder = folder;
        this.mask = new Mask(target);
    }

    /// Begins to listen on this machine only.
    ///
    /// @param port 0 for a free one
    /// @param target the API's address, such as `https://api.planetscale.com/v1`
    /// @param folder where exchanges are written, a file each, which others cannot read
    public static Recorder start(int port, String target, Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Recorder recorder = new Recorder(server, target, folder);
        server.createContext(PREFIX, recorder::pass);
        server.start();
        return recorder;
    }

    /// What clients take instead of the API's address.
    public String serverUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PREFIX;
    }

    private void pass(HttpExchange incoming) throws IOException {
        String body = new String(incoming.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = incoming.getRequestURI().toString().substring(PREFIX.length());
        try (incoming) {
            HttpResponse<String> answer = send(incoming, path, body);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> incoming.getResponseHeaders().set("Content-Type", type));
            Optional<String> authorization =
                    Optional.ofNullable(incoming.getRequestHeaders().getFirst("Authorization"));
            record(
                    authorization,
                    new Exchange(
                            incoming.getRequestMethod(),
                            path,
                            body.isEmpty() ? MissingNode.getInstance() : Exchange.parsed(body),
                            answer.statusCode(),
                            answer.body().isEmpty() ? MissingNode.getInstance() : Exchange.parsed(answer.body())));
            incoming.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
            incoming.getResponseBody().write(bytes);
        }
    }

    private HttpResponse<String> send(HttpExchange incoming, String path, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + path))
                .method(
                        incoming.getRequestMethod(),
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (String header : new String[] {"Authorization", "Content-Type", "Accept", "User-Agent"}) {
            Optional.ofNullable(incoming.getRequestHeaders().getFirst(header))
                    .ifPresent(value -> request.header(header, value));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private synchronized void record(Optional<String> authorization, Exchange exchange) throws IOException {
        authorization.ifPresent(mask::hide);
        count++;
        mask.masked(exchange).write(folder.resolve(String.format("%05d.json", count)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
