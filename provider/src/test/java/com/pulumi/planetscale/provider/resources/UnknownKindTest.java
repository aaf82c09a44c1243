package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A kind of database that came after this version is called by its name, and taken for neither of the others.
class UnknownKindTest {
    private static final PropertyMap NEKI = PropertyMap.EMPTY.with("kind", new Value.Text("neki"));

    @Test
    void itIsCalledByItsName() {
        assertThat(Kinds.product("neki")).isEqualTo("`neki`");
        assertThat(Kinds.product(Kinds.MYSQL)).isEqualTo("Vitess");
        assertThat(Kinds.product(Kinds.POSTGRESQL)).isEqualTo("Postgres");
        assertThat(Kinds.isVitess("neki")).isFalse();
    }

    @Test
    void changeThatDependsOnTheKindIsRefused() {
        for (Property<String> size : List.of(DatabaseProperties.CLUSTER_SIZE, BranchProperties.CLUSTER_SIZE)) {
            assertThat(size.meaning(new Value.Text("PS_10"), new Value.Text("PS_20"), NEKI))
                    .isInstanceOfSatisfying(
                            OnChange.Refuse.class,
                            refusal -> assertThat(refusal.why()).contains("`neki` databases"));
        }
    }

    @Test
    void nothingOfItIsCalledForeign() {
        var findings = new ArrayList<Finding>();
        PropertyMap everything = PropertyMap.EMPTY
                .with(BranchProperties.SAFE_MIGRATIONS, true)
                .with(BranchProperties.MAJOR_VERSION, "18")
                .with(BranchProperties.CLUSTER_SIZE, "PS_10_AWS_ARM");

        BranchProperties.refuseForeign(everything, "neki", findings::add);

        assertThat(findings).isEmpty();
    }

    @Test
    void itHasNeitherPasswordsNorDeployRequestsNorRolesThatAreLookedFor() {
        try (World world = World.quick()) {
            for (String kind : List.of("Password", "DeployRequest", "Role", "DefaultRole")) {
                var listed = (com.pulumi.planetscale.provider.resource.Resource.Listed)
                        world.catalog().resource(kind).orElseThrow();

                assertThat(listed.canBelongTo(NEKI)).as(kind).isFalse();
            }
        }
    }

    @Test
    void itIsReadWithoutWhatOnlyVitessHas() {
        assertThat(Optional.of(NEKI).filter(BranchProperties::isVitess)).isEmpty();
        assertThat(Optional.of(NEKI).filter(BranchProperties::isPostgres)).isEmpty();
        assertThat(Optional.of(NEKI).filter(DatabaseProperties::isVitess)).isEmpty();
    }
}
