package com.pulumi.planetscale.provider.resources.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// PostgreSQL knows a role by another name than PlanetScale, and an IP restriction is for a role of PostgreSQL.
class RestrictedRoleTest {
    private static final String DOUBT = "PostgreSQL calls that role by another name";

    private PlayedShop shop;

    @BeforeEach
    void makeDatabase() throws Exception {
        shop = new PlayedShop();
        var _ = shop.api()
                .post(
                        shop.path("/databases"),
                        Map.of("name", "notes", "kind", "postgresql", "cluster_size", "PS_10_AWS_ARM"),
                        JsonNode.class);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void nameInPlanetScaleOfARoleOfTheProgramIsDoubted() throws Exception {
        try (PlayedEngine engine = shop.attach()) {
            preview(engine, "app", "notes");

            engine.awaitLog(line -> line.getMessage().contains(DOUBT));
        }
    }

    @ParameterizedTest
    @CsvSource({"pscale_api_abc,notes", "app,other"})
    void nameInPostgreSqlOrOfAnotherDatabaseIsNot(String role, String database) throws Exception {
        try (PlayedEngine engine = shop.attach()) {
            preview(engine, role, database);

            engine.awaitLog(line -> line.getMessage().contains("the first IP restriction"));
            assertThat(engine.log()).noneMatch(line -> line.getMessage().contains(DOUBT));
        }
    }

    /// @param role of the restriction
    /// @param database that has a role called `app`
    private static void preview(PlayedEngine engine, String role, String database) {
        var _ = engine.check(
                "Role",
                "app",
                Map.of(),
                Map.of("organization", "acme", "database", database, "branch", "main", "name", "app"));
        var restriction =
                new HashMap<String, Object>(Map.of("organization", "acme", "database", "notes", "role", role));
        restriction.put("cidrs", List.of("203.0.113.0/24"));
        var _ = engine.previewCreate(
                "IpRestriction",
                "office",
                engine.check("IpRestriction", "office", Map.of(), restriction).getInputs());
    }
}
