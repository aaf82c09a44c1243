package com.pulumi.planetscale.provider.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/// Exchanges that are cut off.
class ExchangeTest {
    /// A connection that no call gives back is lost to the pool for good.
    @Test
    void readThatIsInterruptedGivesItsConnectionBack() throws Exception {
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> Exchange.run(chain, chain.request()))
                .build();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Request request = new Request.Builder()
                    .url("http://127.0.0.1:" + silent.getLocalPort() + "/")
                    .build();
            var ended = new CompletableFuture<Throwable>();
            Thread reader = Thread.startVirtualThread(() -> {
                try (Response response = client.newCall(request).execute()) {
                    ended.completeExceptionally(new AssertionError("no one answers: " + response));
                } catch (IOException cut) {
                    ended.complete(cut);
                }
            });
            try (Socket connection = silent.accept()) {
                // The request has been sent.
                assertThat(connection.getInputStream().read()).isEqualTo('G');

                reader.interrupt();

                assertThat(ended.get()).hasMessage("interrupted while waiting for an answer");
                assertThat(client.connectionPool().connectionCount())
                        .isEqualTo(client.connectionPool().idleConnectionCount());
            }
        }
    }
}
