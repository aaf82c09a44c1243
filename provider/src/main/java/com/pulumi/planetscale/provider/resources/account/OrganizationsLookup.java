package com.pulumi.planetscale.provider.resources.account;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.FactsLookup;
import java.util.List;
import java.util.stream.Stream;

/// The function that lists the organizations that the service token can see.
public final class OrganizationsLookup {
    private static final Property<List<PropertyMap>> ORGANIZATIONS = FactsLookup.list(
            "organizations",
            new Type.Obj(
                    "GetOrganizationsOrganization",
                    "An organization.",
                    Stream.concat(
                                    Stream.of(Facts.text("name", "Name of the organization.")
                                            .always()),
                                    OrganizationLookup.FACTS.stream())
                            .toList()));

    private OrganizationsLookup() {}

    public static FactsLookup in(Reads api) {
        return new FactsLookup(
                api,
                Schema.of(
                        "getOrganizations",
                        "Lists the organizations that the service token can see.",
                        List.of(ORGANIZATIONS)),
                ORGANIZATIONS,
                _ -> ApiPath.of("/organizations"),
                true);
    }
}
