package com.pulumi.planetscale.provider.api;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A client, and a server whose every answer the test sets.
abstract class ApiFixture {
    static final String TOKEN = "pscale_tkn_plantedplanted";
    static final ApiPath SHOP = ApiPath.of("/organizations/{}/databases/{}", "acme", "shop");
    static final ApiPath SHOPS = ApiPath.of("/organizations/{}/databases", "acme");

    final WireMockServer server = new WireMockServer(options().dynamicPort());
    final FakePause pause = new FakePause();
    /// What the user was told of waits.
    final List<String> waiting = new ArrayList<>();

    record Shop(@Nullable String name, @Nullable Boolean deletionProtected) {}

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    Api api() {
        return api(server.baseUrl());
    }

    Api api(String endpoint) {
        return api(connection(endpoint));
    }

    Api api(Connection connection) {
        return Api.connect(connection, pause, new Random(1), waiting::add);
    }

    static Connection connection(String endpoint) {
        return new Connection(endpoint, "tokenid12345", TOKEN, 600, "test/1");
    }

    int calls() {
        return server.getAllServeEvents().size();
    }

    static ApiException failure(ThrowingCallable code) {
        return Assertions.catchThrowableOfType(ApiException.class, code);
    }
}
