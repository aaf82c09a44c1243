package com.pulumi.planetscale.provider.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// One exchange with the API, to the last byte of the answer, so that one that breaks off is noticed here. A write,
/// once begun, runs to its end whatever happens to the thread that asked for it: its answer holds the id of what it
/// made. A read ends with an interrupt.
///
/// Sockets are used on platform threads only. A virtual thread that waits for one starts the JVM's poller, which sits
/// in a native call from then on, and a JVM that is to end waits 0.3 s for such threads (OpenJDK 25,
/// `VM_Exit::wait_for_threads_in_native_to_block`).
final class Exchange {
    /// More exchanges than this at once wait for each other, so that a program of any size has few threads.
    static final int MOST = 64;

    /// An answer that comes byte by byte keeps within the time that each read may take, and may never end.
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration GIVE_BACK = Duration.ofSeconds(1);
    private static final Executor THREADS = threads();

    private Exchange() {}

    private static Executor threads() {
        var threads = new ThreadPoolExecutor(
                MOST,
                MOST,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("exchange-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    static Response run(Interceptor.Chain chain, Request request) throws IOException {
        return run(chain, request, LONGEST);
    }

    /// The same, with a time after which it is given up.
    static Response run(Interceptor.Chain chain, Request request, Duration longest) throws IOException {
        boolean mayBeCut = request.method().equals("GET");
        var task = new FutureTask<>(() -> buffered(chain.proceed(request)));
        THREADS.execute(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                    if (mayBeCut) {
                        chain.call().cancel();
                        giveBack(task);
                        throw new InterruptedIOException("interrupted while waiting for an answer");
                    }
                } catch (TimeoutException _) {
                    chain.call().cancel();
                    giveBack(task);
                    throw new SocketTimeoutException("no whole answer within " + longest.toSeconds() + " s");
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
                }
            }
        } finally {
            // The caller sees it after the answer to a write.
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits until an exchange that was cut off has given its connection back: once its call has ended, nothing takes
    /// it. It ends with its socket, which is closed; nothing but the search for a host outlasts that.
    private static void giveBack(FutureTask<Response> cut) {
        try {
            var _ = cut.get(GIVE_BACK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException _) {
            // The interrupt that has cut it off is what the caller gets to know.
        }
    }

    private static Response buffered(Response response) throws IOException {
        try (ResponseBody body = response.body()) {
            return response.newBuilder()
                    .body(ResponseBody.create(Bodies.whole(body), body.contentType()))
                    .build();
        }
    }
}
