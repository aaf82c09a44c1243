package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.Roles.BRANCH;
import static com.pulumi.planetscale.provider.resources.credential.Roles.DATABASE;
import static com.pulumi.planetscale.provider.resources.credential.Roles.ROTATION_TRIGGERS;
import static com.pulumi.planetscale.provider.resources.credential.Validity.EXPIRES_AT;
import static com.pulumi.planetscale.provider.resources.credential.Validity.RENEW_BEFORE_SECONDS;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a role declares.
final class RoleProperties {
    static final String POSTGRES = "postgres";
    /// No role can have this name, since PostgreSQL keeps it for itself.
    private static final String NONE = "none";

    /// Those of PlanetScale's OpenAPI description (November 2026).
    private static final Type.OneOf INHERITABLE = new Type.OneOf(List.of(
            "pg_checkpoint",
            "pg_create_subscription",
            "pg_maintain",
            "pg_monitor",
            "pg_read_all_data",
            "pg_read_all_settings",
            "pg_read_all_stats",
            "pg_signal_backend",
            "pg_stat_scan_tables",
            "pg_use_reserved_connections",
            "pg_write_all_data",
            POSTGRES));

    static final Property<String> NAME = Property.text(
                    "name",
                    "Name of the role, shown to people; the user name is another one. If omitted, generated from the"
                            + " resource's name. Changed in place.")
            .optional();

    static final Property<Set<String>> INHERITED_ROLES = Property.set(
                    "inheritedRoles",
                    "PostgreSQL roles that it inherits, each " + INHERITABLE.words() + ". An application usually"
                            + " wants `pg_read_all_data` and `pg_write_all_data`; migrations want `postgres`.",
                    INHERITABLE)
            .defaultsTo(Set.of())
            .atCreation("what a role inherits is set when it is made")
            .always();

    static final Property<Boolean> WITH_REPLICATION = Property.bool(
                    "withReplication", "Whether it can replicate the database. It must inherit `postgres` then.")
            .defaultsTo(false)
            .atCreation("whether a role replicates is set when it is made")
            .always();

    private static final Validity VALIDITY = new Validity("role");
    static final Property<Long> TTL_SECONDS = VALIDITY.ttlSeconds();

    static final Property<String> REQUIRE_WHERE_ON_DELETE = querySafety("Delete");
    static final Property<String> REQUIRE_WHERE_ON_UPDATE = querySafety("Update");

    static final Property<String> SUCCESSOR = Property.text(
                    "successor",
                    "Role that becomes the owner of this role's objects when this role is deleted or replaced: a public"
                            + " id or a user name. With `none`, a role that owns something is not deleted.")
            .defaultsTo(POSTGRES)
            .local();

    /// What a rename, or another setting, changes in one call.
    static final List<Property<?>> IN_PLACE = List.of(NAME, REQUIRE_WHERE_ON_DELETE, REQUIRE_WHERE_ON_UPDATE);

    static final Schema SCHEMA = Schema.of(
                    "Role",
                    "A role of a branch of a Postgres database, which applications connect as. Vitess branches have"
                            + " passwords instead. The role `postgres` itself is a `DefaultRole`.",
                    properties())
            .identifiedBy(List.of(ORGANIZATION, DATABASE, BRANCH, PUBLIC_ID))
            .onlyInLookups(CredentialFacts.OF_ROLES)
            .naming(new Naming(NAME, "-", 63))
            .checking(VALIDITY::check)
            .checking(RoleProperties::checkReplication)
            .due(VALIDITY::due);

    private RoleProperties() {}

    /// Whether a successor is not a role of the branch's list.
    static boolean isReserved(String successor) {
        return successor.equals(POSTGRES) || successor.equals(NONE);
    }

    /// The role that gets what another one owns. Early versions of this provider recorded none as an empty text.
    static Optional<String> successor(PropertyMap state) {
        String successor = state.find(SUCCESSOR).orElse(POSTGRES);
        return successor.isBlank() || successor.equals(NONE) ? Optional.empty() : Optional.of(successor);
    }

    private static List<Property<?>> properties() {
        var properties = new ArrayList<Property<?>>(List.of(
                ORGANIZATION,
                DATABASE,
                BRANCH,
                NAME,
                INHERITED_ROLES,
                WITH_REPLICATION,
                TTL_SECONDS,
                RENEW_BEFORE_SECONDS,
                REQUIRE_WHERE_ON_DELETE,
                REQUIRE_WHERE_ON_UPDATE,
                SUCCESSOR,
                ROTATION_TRIGGERS,
                Roles.REDACTED));
        for (Property<?> output : Roles.OUTPUTS) {
            boolean isRedacted = output.name().equals(Roles.PASSWORD.name())
                    || output.name().equals(Roles.CONNECTION_STRINGS.name());
            properties.add(isRedacted ? output.computedFrom(ROTATION_TRIGGERS, Roles.REDACTED) : output);
        }
        properties.add(EXPIRES_AT);
        return properties;
    }

    /// PlanetScale documents no default, so there is none to go back to.
    private static Property<String> querySafety(String statement) {
        return Property.oneOf(
                        "requireWhereOn" + statement,
                        "What happens to a statement `" + statement.toUpperCase(Locale.ROOT)
                                + "` without a `WHERE` clause. If omitted, PlanetScale decides. Changed in place.",
                        "off",
                        "warn",
                        "on")
                .optional()
                .dropping(OnChange.refuse(
                        "PlanetScale does not say what a role has by default", "Set it to `off` if that is intended."))
                .always();
    }

    private static void checkReplication(PropertyMap inputs, Consumer<Finding> findings) {
        boolean known =
                !inputs.has(INHERITED_ROLES) || inputs.find(INHERITED_ROLES).isPresent();
        if (inputs.is(WITH_REPLICATION)
                && known
                && !inputs.find(INHERITED_ROLES).orElse(Set.of()).contains(POSTGRES)) {
            findings.accept(Finding.refusal(
                    WITH_REPLICATION,
                    "only roles that inherit `postgres` may replicate",
                    "Add `postgres` to `inheritedRoles`, or remove it."));
        }
    }
}
