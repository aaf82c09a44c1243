package com.pulumi.planetscale.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.Emulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EmulatorParameterTest {
    @RegisterExtension
    final EmulatorExtension planetScale = EmulatorExtension.quick();

    @Test
    void testCanTakeTheEmulator(Emulator emulator) {
        assertThat(emulator).isSameAs(planetScale.emulator());
    }

    @Test
    void outsideOfATestThereIsNoEmulator() {
        EmulatorExtension unused = EmulatorExtension.quick();

        assertThatThrownBy(unused::emulator)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }
}
