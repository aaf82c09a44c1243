package com.pulumi.planetscale.provider.resources.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.owner.Asked;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// The function that looks up an organization, which programs read and never make.
public final class OrganizationLookup implements Lookup {
    static final Property<String> PLAN =
            Property.text("plan", "Plan, such as `scaler_pro`.").computed().always();
    static final Property<String> BILLING_EMAIL = Property.text(
                    "billingEmail", "Email address that invoices are sent to.")
            .computed()
            .always();
    static final Property<Boolean> VALID_BILLING_INFO = flag(
                    "validBillingInfo", "Whether its billing information is valid.")
            .always();
    static final Property<Boolean> HAS_CARD =
            flag("hasCard", "Whether it has a payment method on file.").always();
    static final Property<Boolean> PAYMENT_INFO_REQUIRED = flag(
                    "paymentInfoRequired", "Whether it must provide payment information first.")
            .always();
    static final Property<Boolean> HAS_PAST_DUE_INVOICES =
            flag("hasPastDueInvoices", "Whether it has invoices that are past due.");
    static final Property<String> INVOICE_BUDGET_AMOUNT = Property.text(
                    "invoiceBudgetAmount", "Monthly spending, in US dollars, at which PlanetScale sends an alert.")
            .computed()
            .always();
    static final Property<Long> DATABASE_COUNT = Property.integer("databaseCount", "Number of its databases.")
            .computed()
            .always();
    static final Property<Long> KEYSPACE_SHARD_LIMIT = Property.integer(
                    "keyspaceShardLimit", "Maximum number of shards of a keyspace.")
            .computed()
            .always();
    static final Property<Boolean> SSO =
            flag("sso", "Whether its members sign in by single sign-on.").always();
    static final Property<Boolean> IDP_MANAGED_ROLES = flag(
                    "idpManagedRoles", "Whether the identity provider manages the roles of its members.")
            .always();
    static final Property<Boolean> SINGLE_TENANCY = flag(
                    "singleTenancy", "Whether its databases run in a single-tenant deployment.")
            .always();
    static final Property<Boolean> MANAGED_TENANCY = flag(
                    "managedTenancy", "Whether its databases run in a cloud account of its own.")
            .always();

    static final Property<Boolean> SSO_DIRECTORY =
            flag("ssoDirectory", "Whether its members come from a directory of the identity provider.");
    static final Property<String> SSO_PORTAL_URL =
            Facts.text("ssoPortalUrl", "Page on which single sign-on is set up.");
    static final Property<String> UPDATED_AT = Facts.text("updatedAt", "When it was last changed, in ISO 8601.");

    /// What PlanetScale returns of an organization.
    static final List<Property<?>> FACTS = List.of(
            PLAN,
            BILLING_EMAIL,
            VALID_BILLING_INFO,
            HAS_CARD,
            PAYMENT_INFO_REQUIRED,
            HAS_PAST_DUE_INVOICES,
            INVOICE_BUDGET_AMOUNT,
            DATABASE_COUNT,
            KEYSPACE_SHARD_LIMIT,
            SSO,
            SSO_DIRECTORY,
            SSO_PORTAL_URL,
            IDP_MANAGED_ROLES,
            SINGLE_TENANCY,
            MANAGED_TENANCY,
            Owners.PUBLIC_ID.inApi("id"),
            Owners.CREATED_AT,
            UPDATED_AT);

    private static final Schema SCHEMA = Schema.of(
            "getOrganization",
            "Looks up an organization: its plan, limits and billing.",
            Stream.concat(Stream.of(Asked.ORGANIZATION), FACTS.stream()).toList());

    private final Reads api;

    public OrganizationLookup(Reads api) {
        this.api = api;
    }

    private static Property<Boolean> flag(String name, String doc) {
        return Property.bool(name, doc).computed();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public PropertyMap call(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        return inputs.with(Facts.of(api.get(Owners.organizationPath(inputs), JsonNode.class), FACTS));
    }
}
