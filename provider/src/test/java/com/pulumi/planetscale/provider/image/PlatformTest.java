package com.pulumi.planetscale.provider.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-amd64",
        "Linux, aarch64, linux-arm64",
        "Mac OS X, x86_64, darwin-amd64",
        "Mac OS X, aarch64, darwin-arm64",
        "Windows Server 2025, amd64, windows-amd64",
        "Windows 11, aarch64, windows-arm64"
    })
    void platformIsCalledAsInArchivesOfPlugins(String name, String architecture, String platform) {
        assertThat(Platform.of(name, architecture)).hasToString(platform);
    }

    @Test
    void processorWithoutPluginsIsRefused() {
        assertThatThrownBy(() -> Platform.of("Linux", "riscv64")).hasMessageContaining("riscv64");
    }
}
