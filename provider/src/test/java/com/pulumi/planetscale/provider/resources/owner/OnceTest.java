package com.pulumi.planetscale.provider.resources.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OnceTest {
    private final Once<String, Integer> once = new Once<>();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asksOnceHoweverManyWantToKnow() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                var _ = threads.submit(() -> once.of("shop", asked::incrementAndGet));
            }
        }

        assertThat(once.of("shop", asked::incrementAndGet)).isOne();
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAgainAfterFailure() throws Exception {
        assertThatThrownBy(() -> once.of("shop", () -> {
                    throw new IOException("reset");
                }))
                .isInstanceOf(IOException.class);

        assertThat(once.of("shop", asked::incrementAndGet)).isOne();
    }

    @Test
    void asksAgainForAnAnswerThatDoesNotLast() throws Exception {
        assertThat(once.of("shop", answer -> answer > 1, asked::incrementAndGet))
                .isEqualTo(1);
        assertThat(once.of("shop", answer -> answer > 1, asked::incrementAndGet))
                .isEqualTo(2);
        assertThat(once.of("shop", answer -> answer > 1, asked::incrementAndGet))
                .isEqualTo(2);
    }

    @Test
    @Timeout(30)
    void waitsForNobodyWhoAsksSomethingElse() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> once.of("slow", () -> {
                asking.countDown();
                answered.await();
                return 1;
            }));
            asking.await();

            assertThat(once.of("fast", () -> 2)).isEqualTo(2);
            answered.countDown();
            assertThat(slow.get()).isOne();
        }
    }
}
