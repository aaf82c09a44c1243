package com.pulumi.planetscale.provider.resources.credential;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import java.util.List;

/// A password, a role or a service token as look-ups return it: facts that change by themselves, and what narrows a
/// list.
final class CredentialFacts {
    private static final Property<String> STATUS = Property.oneOf(
                    "status", "Lists only those that are valid, or only those that have expired.", "active", "expired")
            .optional();

    /// What narrows a list of passwords.
    static final List<Property<?>> PASSWORD_FILTERS = List.of(
            Property.text("q", "Lists only the passwords whose name holds this.")
                    .optional(),
            Property.text("readOnlyRegionId", "Lists only the passwords of the read-only region with this public id.")
                    .optional(),
            STATUS);

    /// What narrows a list of roles.
    static final List<Property<?>> ROLE_FILTERS = List.of(
            Property.text("q", "Lists only the roles whose name or user name holds this.")
                    .optional(),
            STATUS);

    /// The ways to connect of which hosts and user name are asked.
    static final List<Property<?>> WAYS = List.of(
            Property.bool("replica", "Whether to return how to connect to a replica.")
                    .optional(),
            Property.text("readOnlyReplica", "Returns how to connect to the read-only replica in this region.")
                    .optional(),
            Property.text("bouncer", "Returns how to connect to the dedicated PgBouncer of this name.")
                    .optional());

    static final List<Property<?>> OF_PASSWORDS = List.of(
            Facts.flag("expired", "Whether it has expired."),
            Facts.flag("renewable", "Whether it can be renewed."),
            Facts.text("lastUsedAt", "When it was last used, in ISO 8601."));

    static final List<Property<?>> OF_ROLES = List.of(
            Facts.flag("expired", "Whether it has expired."),
            Facts.text("disabledAt", "When it was disabled, in ISO 8601, if it was."),
            Facts.text("updatedAt", "When it was last changed, in ISO 8601."));

    static final List<Property<?>> OF_SERVICE_TOKENS = List.of(
            Facts.text("lastUsedAt", "When it was last used, in ISO 8601, if it was."),
            Facts.text("actorDisplayName", "Name of the person or service token that made it."),
            Property.list(
                            "accesses",
                            "What it may do.",
                            new Type.Obj(
                                    "ServiceTokenGrantedAccess",
                                    "An access that a service token has.",
                                    List.of(
                                            Facts.text("access", "Name of the access, such as `read_branch`."),
                                            Facts.text("resourceName", "Name of the database or organization."),
                                            Facts.text(
                                                    "resourceType", "Whether it is on a database or the organization."),
                                            Facts.text("resourceId", "Public id of the database or organization."))))
                    .inApi("service_token_accesses")
                    .computed());

    private CredentialFacts() {}
}
