package com.pulumi.planetscale.provider.resources.branch;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class BranchPropertiesTest {
    @Test
    void nothingIsForeignToAnEngineThatCameLater() {
        var findings = new ArrayList<Finding>();
        PropertyMap everything = PropertyMap.EMPTY
                .with(BranchProperties.SAFE_MIGRATIONS, true)
                .with(BranchProperties.MAJOR_VERSION, "18")
                .with(BranchProperties.CLUSTER_SIZE, "PS_10_AWS_ARM");

        BranchProperties.refuseForeign(everything, "neki", findings::add);

        assertThat(findings).isEmpty();
    }
}
