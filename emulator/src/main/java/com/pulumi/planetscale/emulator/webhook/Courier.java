package com.pulumi.planetscale.emulator.webhook;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.Webhook;
import com.pulumi.planetscale.emulator.world.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends what lies in the outboxes of webhooks: to each one in order, one at a time, and never in the way of a request
/// or of another webhook.
///
/// Failed deliveries are not repeated; nothing documents that they would be.
@Assumes(Assumption.WEBHOOK_FAILURES)
public final class Courier implements AutoCloseable {
    /// How long a receiver may take (PlanetScale documentation, webhooks). In real time: the receiver is real.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String SIGNATURE = "X-PlanetScale-Signature";

    private final World world;
    private final Runnable changed;
    private final Consumer<String> log;
    private final Map<String, CompletableFuture<Void>> underWay = new HashMap<>();
    private @Nullable HttpClient client;
    private boolean closed = false;

    /// Made once for each emulator.
    ///
    /// @param changed called after each delivery, under the world's monitor
    /// @param log receives a line for what is not delivered; none holds an address, which may be a secret
    public Courier(World world, Runnable changed, Consumer<String> log) {
        this.world = world;
        this.changed = changed;
        this.log = log;
    }

    /// Begins to send whatever waits, and returns at once.
    public void send() {
        synchronized (world) {
            world.all(Webhook.class).map(Webhook::id).toList().forEach(this::sendNext);
        }
    }

    /// Waits until nothing is left to send.
    public void await() {
        for (List<CompletableFuture<Void>> open = open(); !open.isEmpty(); open = open()) {
            open.forEach(CompletableFuture::join);
        }
    }

    private List<CompletableFuture<Void>> open() {
        send();
        synchronized (world) {
            return List.copyOf(underWay.values());
        }
    }

    /// Sends nothing more, and no longer waits for what is under way.
    @Override
    public void close() {
        synchronized (world) {
            closed = true;
            underWay.clear();
        }
    }

    private void sendNext(String id) {
        if (closed || underWay.containsKey(id)) {
            return;
        }
        world.find(Webhook.class, id).ifPresent(webhook -> {
            webhook.outbox.removeIf(delivery -> !reaches(webhook, delivery));
            if (!webhook.outbox.isEmpty()) {
                Webhook.Delivery first = webhook.outbox.get(0);
                // Asynchronous even if it fails at once, so that it cannot be done before it is noted.
                underWay.put(id, post(webhook, first).handleAsync((answer, fault) -> {
                    arrived(id, first, fault == null ? problem(answer) : problem(fault));
                    return null;
                }));
            }
        });
    }

    private boolean reaches(Webhook webhook, Webhook.Delivery delivery) {
        boolean reaches = world.owner(world.owner(webhook, Database.class), Organization.class)
                .webhooks
                .reaches(webhook.url);
        if (!reaches) {
            log.accept(delivery.event() + " is not sent to webhook " + webhook.id() + ": allow it with --webhooks");
        }
        return reaches;
    }

    private CompletableFuture<HttpResponse<Void>> post(Webhook webhook, Webhook.Delivery delivery) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(webhook.url))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "planetscale-emulator")
                    .header(SIGNATURE, Signature.of(delivery.body(), webhook.secret))
                    .POST(BodyPublishers.ofString(delivery.body()));
            if (!webhook.authorizationHeader.isEmpty()) {
                request.header("Authorization", webhook.authorizationHeader);
            }
            // The request's own limit ends with the headers of the answer.
            return client().sendAsync(request.build(), BodyHandlers.discarding())
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Made when it is first needed, which in most runs is never. It does not follow redirects, as PlanetScale does
    /// not.
    private HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return client;
    }

    private void arrived(String id, Webhook.Delivery delivery, @Nullable String problem) {
        synchronized (world) {
            if (closed) {
                return;
            }
            underWay.remove(id);
            world.find(Webhook.class, id).ifPresent(webhook -> {
                webhook.sent(delivery, problem == null, world.now());
                if (problem != null) {
                    log.accept("Webhook " + id + " did not take " + delivery.event() + ": " + problem
                            + (webhook.enabled ? "" : "; it is switched off, having failed repeatedly"));
                }
                changed.run();
            });
            sendNext(id);
        }
    }

    private static @Nullable String problem(HttpResponse<Void> answer) {
        return answer.statusCode() / 100 == 2 ? null : "it answered " + answer.statusCode();
    }

    private static String problem(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        boolean late = cause instanceof TimeoutException || cause instanceof HttpTimeoutException;
        return late
                ? "no answer within " + PATIENCE.toSeconds() + " seconds"
                : cause.getClass().getSimpleName();
    }
}
