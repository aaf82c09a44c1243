package com.pulumi.planetscale.emulator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The digest that MySQL compares a password with.
final class CachingSha2Test {
    @Test
    void isWhatCryptMakesOfAPasswordAndASalt() {
        // openssl passwd -5 -salt saltstring 'Hello world!', prints the same after its own prefix.
        assertThat(CachingSha2.of("Hello world!", "saltstring"))
                .isEqualTo("$A$005$saltstring5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5");
        assertThat(CachingSha2.of("secret")).hasSize(70).isNotEqualTo(CachingSha2.of("secret"));
    }
}
