package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.lifecycle.Backend;
import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.pulumi.PluginServer;
import com.pulumi.planetscale.provider.resource.RealTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// When the settings are answered, and when what they lead to is made.
class ConfigureTest {
    private static final Map<String, Object> SETTINGS =
            Map.of("organization", "acme", "serviceTokenId", "id", "serviceToken", "token");

    /// PlanetScale, with something that comes between it and its catalog.
    private record Between(PlanetScale real, UnaryOperator<Catalog> work) implements Backend {
        @Override
        public Schema settings() {
            return real.settings();
        }

        @Override
        public List<Property<?>> needed() {
            return real.needed();
        }

        @Override
        public PropertyMap withEnvironment(PropertyMap settings) {
            return real.withEnvironment(settings);
        }

        @Override
        public List<Finding> check(PropertyMap given, PropertyMap complete) {
            return real.check(given, complete);
        }

        @Override
        public Catalog connect(PropertyMap settings) {
            return work.apply(real.connect(settings));
        }

        @Override
        public boolean isRefusal(IOException failure) {
            return real.isRefusal(failure);
        }

        @Override
        public String mask(PropertyMap settings, String text) {
            return real.mask(settings, text);
        }
    }

    private static <T> T configured(UnaryOperator<Catalog> work, Function<PlayedEngine, T> test) throws IOException {
        var real = new PlanetScale(PulumiHome.in(Map.of()), "1.2.3");
        var server = new PluginServer(new Between(real, work), "1.2.3", () -> "{}", "", new RealTime());
        try (var engine = PlayedEngine.connect(server.start())) {
            var _ = engine.handshake();
            engine.configure(SETTINGS);
            return test.apply(engine);
        } finally {
            server.stop();
        }
    }

    @Test
    void settingsAreAnsweredBeforeTheCatalogIsMade() throws Exception {
        var mayBeMade = new CountDownLatch(1);

        int failures = configured(waitingFor(mayBeMade), engine -> {
            var check = CompletableFuture.supplyAsync(
                    () -> engine.check("Database", "shop", Map.of(), Front.SHOP), Thread.ofPlatform()::start);
            assertThat(check).isNotDone();
            mayBeMade.countDown();
            return check.orTimeout(30, TimeUnit.SECONDS).join().getFailuresCount();
        });

        assertThat(failures).isZero();
    }

    @Test
    void whatFailsMeanwhileIsSaidToTheFirstQuestion() throws Exception {
        UnaryOperator<Catalog> failing = _ -> {
            throw new IllegalStateException("there are no certificates");
        };

        String said = configured(failing, engine -> {
            assertThatThrownBy(() -> engine.check("Database", "shop", Map.of(), Front.SHOP))
                    .hasMessageContaining("there are no certificates");
            return "failed";
        });

        assertThat(said).isEqualTo("failed");
    }

    private static UnaryOperator<Catalog> waitingFor(CountDownLatch latch) {
        return catalog -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return catalog;
        };
    }
}
