package com.pulumi.planetscale.emulator.account;

import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Handler;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.world.Ids;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.Map;
import java.util.stream.Stream;

/// Organizations, and the user behind the credentials. The operations that are OAuth's alone are refused
/// (PlanetScale API reference): changing an organization and reading the user.
public final class OrganizationKind implements Kind {
    private static final String CARD = Paths.ORGANIZATION + "/billing/payment-method";

    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("organizations", Organization.class)
                .leads("organization", Organization.class, PathKey.NAME)
                .get("/organizations", Access.everyToken(), this::list)
                .get(Paths.ORGANIZATION, Access.organization("read_organization"), this::get)
                .undescribed("GET", CARD, Access.organization("read_payment_method"), OrganizationKind::card)
                .undescribed("DELETE", CARD, Access.organization("write_payment_method"), OrganizationKind::removeCard)
                .patch(Paths.ORGANIZATION, Access.noToken(), Handler.NEVER)
                .get("/user", Access.noToken(), Handler.NEVER);
    }

    /// The description of 22 August 2026 has it.
    private static Answer card(Call call) {
        Organization organization = call.organization();
        if (!organization.hasCard) {
            throw Refused.absent();
        }
        return Answer.ok(new View()
                .put("type", "BillingPaymentMethod")
                .put("id", Ids.derived("card", organization.name))
                .put("brand", "visa")
                .put("last4", "4242")
                .put("exp_month", 12)
                .put("exp_year", 2031)
                .put("name", organization.name));
    }

    private static Answer removeCard(Call call) {
        card(call);
        call.organization().hasCard = false;
        return Answer.noContent();
    }

    /// A token belongs to one organization and sees no other.
    private Answer list(Call call) {
        return call.page(Stream.of(call.caller().organization()), organization -> view(call, organization));
    }

    private Answer get(Call call) {
        return Answer.ok(view(call, call.organization()));
    }

    private static View view(Call call, Organization organization) {
        return View.of("Organization", organization)
                .put("name", organization.name)
                .put("billing_email", organization.billingEmail)
                .put("plan", organization.plan)
                .put("valid_billing_info", organization.hasCard)
                .put("sso", false)
                .put("sso_directory", false)
                .optional("sso_portal_url", null)
                .put("single_tenancy", false)
                .put("managed_tenancy", false)
                .optional("has_past_due_invoices", false)
                .put(
                        "database_count",
                        call.world().in(organization, Database.class).count())
                .put("features", Map.of())
                .put("idp_managed_roles", organization.idpManagedRoles)
                .put("invoice_budget_amount", String.valueOf(organization.invoiceBudgetAmount))
                .put("keyspace_shard_limit", organization.keyspaceShardLimit)
                .put("has_card", organization.hasCard)
                .put("payment_info_required", !organization.hasCard);
    }
}
