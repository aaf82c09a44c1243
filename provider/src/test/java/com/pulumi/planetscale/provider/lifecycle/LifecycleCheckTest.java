package com.pulumi.planetscale.provider.lifecycle;

import static com.pulumi.planetscale.provider.lifecycle.Pots.NAME;
import static com.pulumi.planetscale.provider.lifecycle.Pots.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.lifecycle.Context.NameProposal;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of inputs before anything is planned.
class LifecycleCheckTest {
    private final Lifecycle lifecycle = new Lifecycle(new Pots(), new Identities());

    @Test
    void checkFillsInTheProvidersSettingAndAName() {
        Lifecycle.Checked checked = check(PropertyMap.EMPTY, PropertyMap.EMPTY, Optional.empty());

        assertThat(checked.findings()).isEmpty();
        assertThat(checked.inputs().get(SHOP)).isEqualTo("north");
        assertThat(checked.inputs().get(NAME)).matches("label-[0-9a-f]{7}");
    }

    @Test
    void checkOfItsOwnResultChangesNothing() {
        PropertyMap once =
                check(PropertyMap.EMPTY, PropertyMap.EMPTY, Optional.empty()).inputs();

        assertThat(check(PropertyMap.EMPTY, once, Optional.empty()).inputs()).isEqualTo(once);
    }

    @Test
    void nameThatWasMadeUpOnceIsKept() {
        PropertyMap old = PropertyMap.EMPTY.with(NAME, "label-0000000");

        assertThat(check(old, PropertyMap.EMPTY, Optional.empty()).inputs().get(NAME))
                .isEqualTo("label-0000000");
    }

    @Test
    void projectsRuleForNamesIsObeyed() {
        var enforced = new NameProposal(NameProposal.Mode.ENFORCE, "exactly");
        var disabled = new NameProposal(NameProposal.Mode.DISABLE, "");

        assertThat(check(PropertyMap.EMPTY, PropertyMap.EMPTY, Optional.of(enforced))
                        .inputs()
                        .get(NAME))
                .isEqualTo("exactly");
        assertThat(check(PropertyMap.EMPTY, PropertyMap.EMPTY, Optional.of(disabled))
                        .findings())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("`pulumi:autonaming`");
    }

    @Test
    void missingSettingSaysWhereItCanBeSet() {
        var context = new Context("label", "seed", Optional.empty(), PropertyMap.EMPTY);

        assertThat(lifecycle
                        .check(PropertyMap.EMPTY, PropertyMap.EMPTY, context)
                        .findings())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("`planetscale:shop`", "PLANETSCALE_SHOP");
    }

    private Lifecycle.Checked check(PropertyMap old, PropertyMap given, Optional<NameProposal> proposal) {
        return lifecycle.check(
                old, given, new Context("label", "seed", proposal, PropertyMap.EMPTY.with(SHOP, "north")));
    }
}
