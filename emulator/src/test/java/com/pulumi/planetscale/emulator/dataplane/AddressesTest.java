package com.pulumi.planetscale.emulator.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where servers listen.
final class AddressesTest {
    @Test
    void eachServerHasAnAddressOfItsOwnWithTheUsualPort() throws IOException {
        int port = Addresses.unusedPort();
        try (Addresses addresses = new Addresses(port, List.of());
                Addresses otherEmulator = new Addresses(port, List.of())) {
            Address first = addresses.reserve(Optional.empty());
            Address second = otherEmulator.reserve(Optional.empty());

            assertThat(first).isEqualTo(new Address("127.0.1.1", port));
            assertThat(second).isEqualTo(new Address("127.0.1.2", port));

            addresses.release(first);
            assertThat(otherEmulator.reserve(Optional.of(first.toString()))).isEqualTo(first);
        }
    }

    /// As on macOS, which has no other loopback address than 127.0.0.1.
    @Test
    void serversHavePortsOfTheirOwnWhereTheUsualOneIsTaken() throws IOException {
        try (ServerSocket everywhere = new ServerSocket()) {
            everywhere.bind(new InetSocketAddress("0.0.0.0", 0));
            int port = everywhere.getLocalPort();
            try (Addresses addresses = new Addresses(port, List.of())) {
                Address first = addresses.reserve(Optional.empty());
                Address second = addresses.reserve(Optional.empty());

                assertThat(List.of(first.host(), second.host())).containsOnly("127.0.0.1");
                assertThat(List.of(first.port(), second.port()))
                        .doesNotHaveDuplicates()
                        .doesNotContain(port);
                assertThat(first).hasToString("127.0.0.1:" + first.port());

                addresses.release(first);
                assertThat(addresses.reserve(Optional.of(first.toString()))).isEqualTo(first);
            }
        }
    }
}
