package com.pulumi.planetscale.provider.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
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

    /// Each byte comes within the time that a read may take.
    @Test
    void answerThatComesByteByByteIsGivenUp() throws Exception {
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> Exchange.run(chain, chain.request(), Duration.ofMillis(200)))
                .build();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = Thread.startVirtualThread(() -> drip(server));
            Request request = new Request.Builder()
                    .url("http://127.0.0.1:" + server.getLocalPort() + "/")
                    .build();

            assertThatThrownBy(() -> client.newCall(request).execute())
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageStartingWith("no whole answer within");
            dripping.join();
        }
    }

    /// Ends when the client has gone.
    private static void drip(ServerSocket server) {
        try (Socket connection = server.accept()) {
            OutputStream answer = connection.getOutputStream();
            answer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                answer.write(' ');
                answer.flush();
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        } catch (IOException gone) {
            // As it should be.
        }
    }
}
