package com.pulumi.planetscale.provider.resources.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.LookupFixture;
import com.pulumi.planetscale.provider.resources.owner.Asked;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OrganizationLookupTest extends LookupFixture {
    @Test
    void organizationTellsItsPlanAndItsLimits() throws Exception {
        PropertyMap acme = call("getOrganization", PropertyMap.EMPTY);

        assertThat(acme.get(Asked.ORGANIZATION)).isEqualTo("acme");
        assertThat(acme.get(OrganizationLookup.DATABASE_COUNT)).isEqualTo(1);
        assertThat(acme.get(OrganizationLookup.KEYSPACE_SHARD_LIMIT)).isPositive();
        assertThat(acme.get(OrganizationLookup.PLAN)).isNotBlank();
        assertThat(acme.get(Owners.PUBLIC_ID)).hasSize(12);
    }

    @Test
    void otherOrganizationIsNamedWithThoseThatTheTokenKnows() {
        assertThatThrownBy(() -> call("getOrganization", PropertyMap.EMPTY.with(Asked.ORGANIZATION, "globex")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("globex");
    }
}
