package com.pulumi.planetscale.emulator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.7", "192.0.2.0/24", "0.0.0.0/0", "::", "::1/128", "2001:db8::/32", "1:2:3:4:5:6:7:8"})
    void addressesAndRangesAreValid(String cidr) {
        assertThat(Cidrs.isValid(cidr)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "moon",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.0/33",
                "192.0.2.0/",
                "192.0.2.0/24/1",
                "1::2::3",
                "2001:db8::/129",
                "1:2:3",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                ":1",
                "1:2:3:4:5:6:7:"
            })
    void othersAreNot(String cidr) {
        assertThat(Cidrs.isValid(cidr)).isFalse();
    }
}
