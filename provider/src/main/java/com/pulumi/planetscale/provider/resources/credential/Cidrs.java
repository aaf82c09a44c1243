package com.pulumi.planetscale.provider.resources.credential;

import com.pulumi.planetscale.provider.property.Property.Problem;
import java.math.BigInteger;
import java.net.InetAddress;
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

    /// What is wrong with one.
    static Optional<Problem> problem(String cidr) {
        if (parse(cidr).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                parse(cidr.strip()).isPresent()
                        ? new Problem("`" + cidr + "` has spaces around it", "Remove them.")
                        : new Problem(
                                "`" + cidr + "` is not an address or a range of addresses",
                                "Write it like `203.0.113.7` or `203.0.113.0/24`."));
    }

    private static Set<String> canonical(Set<String> cidrs) {
        return cidrs.stream().map(cidr -> parse(cidr).orElse(cidr)).collect(Collectors.toSet());
    }

    /// The range in its one canonical spelling.
    private static Optional<String> parse(String cidr) {
        String[] parts = cidr.split("/", 2);
        // The JDK also takes an IPv4 address in fewer parts, such as `10.1`, and a zone after an IPv6 one.
        boolean fourParts = parts[0].matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        boolean colons = parts[0].contains(":") && !parts[0].contains("%");
        if (!(fourParts || colons) || (parts.length > 1 && !parts[1].matches("\\d{1,3}"))) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
            int bits = address.length * 8;
            int length = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            if (length > bits) {
                return Optional.empty();
            }
            BigInteger network = new BigInteger(1, address).shiftRight(bits - length);
            return Optional.of(network.toString(16) + "/" + length + "/" + bits);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
