package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanetScaleTest {
    private final PlanetScale backend = new PlanetScale(Map.of("PLANETSCALE_SERVICE_TOKEN_ID", "abc"), "1.2.3");

    /// Whoever attaches to a running plugin configures it once for each provider of the program.
    @Test
    void providersWithOneTokenShareOneLimitOfCalls() {
        assertThat(backend.client(settings("secret"))).isSameAs(backend.client(settings("secret")));
        assertThat(backend.client(settings("secret"))).isNotSameAs(backend.client(settings("other")));
    }

    private PropertyMap settings(String token) {
        return backend.withEnvironment(PropertyMap.EMPTY.with("serviceToken", new Value.Text(token)));
    }
}
