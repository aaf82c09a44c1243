package com.pulumi.planetscale.provider.resources.owner;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.World;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrsTest {
    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "203.0.113.0/24", "0.0.0.0/0", "::1", "2001:db8::/32", "2001:DB8::1/128"})
    void addressesAndRangesAreGood(String cidr) {
        assertThat(Cidrs.problem(cidr)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1",
                "10",
                "10.0.0.0.0",
                "010.0.0.1",
                "10.0.0.01",
                "10.00.0.1",
                "1.2.3.4/33",
                "10.0.0.0/08",
                "10.0.0.256",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "fe80::1%eth0",
                "fe80::1%1",
                "fe80::1%1/64",
                "::ffff:010.0.0.1",
                "[::1]",
                "0x0a000001",
                "10.0.0.0x1",
                "::g",
                "2001:db8::/129",
                "localhost",
                "example.com",
                "",
                "/8",
                "1:2"
            })
    void whatIsNoAddressIsRefused(String cidr) {
        assertThat(Cidrs.problem(cidr)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {" 10.0.0.0/8", "::1\t", "10.0.0.7\n", "10.0.0.7\u00a0", "\ufeff10.0.0.7", "\u200b::1 "})
    void blanksAroundAreNamed(String cidr) {
        assertThat(Cidrs.problem(cidr).orElseThrow().summary()).isEqualTo("`" + cidr + "` has spaces around it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8,192.168.0.0/16", "10.0.0.7 10.0.0.8", "::1; 10.0.0.7"})
    void severalInOneStringAreToldApart(String cidrs) {
        Problem problem = Cidrs.problem(cidrs).orElseThrow();

        assertThat(problem.summary()).isEqualTo("`" + cidrs + "` holds 2 addresses or ranges");
        assertThat(problem.remedy()).isEqualTo("Give each as its own entry.");
    }

    @Test
    void everyBadOneIsFoundAtItsPlace() {
        try (World world = World.quick()) {
            PropertyMap inputs = PropertyMap.EMPTY.with(
                    "cidrs",
                    new Value.ListOf(List.of(
                            new Value.Text("10.0.0.0/8"),
                            new Value.Text("10.1"),
                            Value.unknown(),
                            new Value.Text("10.1"),
                            new Value.Text("::1 "))));

            assertThat(world.schema("Password").check(inputs))
                    .filteredOn(finding -> finding.path().property().equals("cidrs"))
                    .extracting(Finding::text)
                    .containsExactly(
                            "`cidrs[1]`: `10.1` is not an address or a range of addresses. Write it like `203.0.113.7`"
                                    + " or `203.0.113.0/24`.",
                            "`cidrs[3]`: `10.1` is not an address or a range of addresses. Write it like `203.0.113.7`"
                                    + " or `203.0.113.0/24`.",
                            "`cidrs[4]`: `::1 ` has spaces around it. Remove them.");
        }
    }

    @Test
    void oneAddressIsARangeOfOne() {
        assertThat(Cidrs.same(Set.of("10.0.0.7"), Set.of("10.0.0.7/32"))).isTrue();
        assertThat(Cidrs.same(Set.of("2001:DB8:0::1"), Set.of("2001:db8::1/128")))
                .isTrue();
        assertThat(Cidrs.same(Set.of("10.0.0.7"), Set.of("10.0.0.0/8"))).isFalse();
    }
}
