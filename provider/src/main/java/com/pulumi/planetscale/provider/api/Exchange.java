package com.pulumi.planetscale.provider.api;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// One exchange with the API, to the last byte of the answer, so that one that breaks off is noticed here. A write,
/// once begun, runs to its end whatever happens to the thread that asked for it: its answer holds the id of what it
/// made.
final class Exchange {
    private Exchange() {}

    static Response run(Interceptor.Chain chain, Request request) throws IOException {
        return request.method().equals("GET") ? buffered(chain.proceed(request)) : uninterrupted(chain, request);
    }

    /// Runs on a thread that nobody interrupts, and waits for it. An interrupt that comes meanwhile is seen by the
    /// caller afterwards.
    private static Response uninterrupted(Interceptor.Chain chain, Request request) throws IOException {
        var task = new FutureTask<>(() -> buffered(chain.proceed(request)));
        Thread.ofVirtual().name("write").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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
