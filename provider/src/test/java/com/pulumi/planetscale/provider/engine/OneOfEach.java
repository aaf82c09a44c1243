package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// A program with one object of each kind that belongs to a database and may exist more than once.
final class OneOfEach {
    static final String DATABASES = """
            shop:
              type: planetscale:Database
              properties:
                name: shop
                clusterSize: PS_10
            ledger:
              type: planetscale:Database
              properties:
                name: ledger
                kind: postgresql
                clusterSize: PS_10_AWS_ARM
            """;
    static final String DEV = """
            dev:
              type: planetscale:Branch
              properties:
                database: ${shop.name}
                name: dev
                deletionProtected: false
            """;
    static final String APP = """
            app:
              type: planetscale:Password
              properties:
                database: ${shop.name}
                branch: main
                name: app
                role: admin
            """;
    static final String PROGRAM = DATABASES + DEV + APP + """
            clerk:
              type: planetscale:Role
              properties:
                database: ${ledger.name}
                branch: main
                name: clerk
                inheritedRoles: [pg_read_all_data]
            hook:
              type: planetscale:Webhook
              properties:
                database: ${shop.name}
                url: https://example.com/hook
                events: [branch.ready]
            nightly:
              type: planetscale:BackupSchedule
              properties:
                database: ${shop.name}
                target: production
                frequencyValue: 1
                frequencyUnit: day
                scheduleTime: "03:00"
                retentionValue: 7
                retentionUnit: day
            before:
              type: planetscale:Backup
              properties:
                database: ${shop.name}
                branch: main
                name: before
                retentionValue: 7
                retentionUnit: day
                protected: false
            """;

    /// Where each object comes to be.
    ///
    /// @param others how many there are from the beginning
    /// @param drift what someone may change of it at PlanetScale, as the API takes it
    /// @param drifting the input in which that is seen
    record Place(String resource, String collection, int others, String drift, String drifting) {}

    static final List<Place> PLACES = List.of(
            new Place("dev", "/databases/shop/branches", 1, "{\"deletion_protected\": true}", "deletionProtected"),
            new Place("app", "/databases/shop/branches/main/passwords", 0, "{\"name\": \"other\"}", "name"),
            new Place("clerk", "/databases/ledger/branches/main/roles", 0, "{\"name\": \"other\"}", "name"),
            new Place("hook", "/databases/shop/webhooks", 0, "{\"enabled\": false}", "enabled"),
            new Place("nightly", "/databases/shop/backup-policies", 1, "{\"retention_value\": 30}", "retentionValue"),
            new Place("before", "/databases/shop/branches/main/backups", 0, "{\"protected\": true}", "protected"));

    private static final List<List<String>> SECRETS =
            List.of(List.of("app", "plainText"), List.of("clerk", "password"), List.of("hook", "secret"));

    private OneOfEach() {}

    /// All secrets of the state, in clear.
    static List<String> secrets(Stack stack) {
        List<String> secrets =
                SECRETS.stream().map(where -> secret(stack, where)).toList();
        assertThat(secrets).noneMatch(String::isBlank);
        return secrets;
    }

    private static String secret(Stack stack, List<String> where) {
        return stack.state(where.get(0))
                .path("outputs")
                .path(where.get(1))
                .path("plaintext")
                .asText()
                .replace("\"", "");
    }

    /// Says that each is recorded, with its secret.
    static void assertRecorded(Stack stack) {
        assertThat(PLACES)
                .allSatisfy(place -> assertThat(
                                stack.state(place.resource()).path("id").asText())
                        .isNotBlank());
        assertThat(secrets(stack)).hasSameSizeAs(SECRETS);
    }

    /// Says that each exists once and is recorded.
    static void assertOnce(Stack stack) {
        assertThat(PLACES)
                .allSatisfy(place ->
                        assertThat(stack.emulatedObjects(place.collection())).isEqualTo(place.others() + 1));
        assertRecorded(stack);
    }
}
