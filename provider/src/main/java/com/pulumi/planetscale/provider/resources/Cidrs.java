package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.property.Property.Problem;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Addresses and ranges of addresses.
final class Cidrs {
    private Cidrs() {}

    /// Whether two sets open the same doors: a single address is a range of one.
    static boolean same(Set<String> one, Set<String> other) {
        return canonical(one).equals(canonical(other));
    }

    /// What is wrong with the first bad one.
    static Optional<Problem> problem(Set<String> cidrs) {
        return cidrs.stream()
                .filter(cidr -> parse(cidr).isEmpty())
                .findFirst()
                .map(cidr -> new Problem(
                        "`" + cidr + "` is not an address or a range of addresses",
                        "Write it like `203.0.113.7` or `203.0.113.0/24`."));
    }

    private static Set<String> canonical(Set<String> cidrs) {
        return cidrs.stream().map(cidr -> parse(cidr).orElse(cidr)).collect(Collectors.toSet());
    }

    /// The range in its one canonical spelling.
    private static Optional<String> parse(String cidr) {
        String[] parts = cidr.strip().split("/", 2);
        // Only literal addresses: a name would be looked up.
        if (!parts[0].matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.getByName(parts[0]).getAddress();
            int bits = address.length * 8;
            int length = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            if (length < 0 || length > bits) {
                return Optional.empty();
            }
            BigInteger network = new BigInteger(1, address).shiftRight(bits - length);
            return Optional.of(network.toString(16) + "/" + length + "/" + bits);
        } catch (UnknownHostException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
