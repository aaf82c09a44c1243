package com.pulumi.planetscale.provider.resources.credential;

import com.pulumi.planetscale.provider.property.Property.Problem;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Addresses and ranges of addresses.
final class Cidrs {
    /// Four decimal numbers, or something with colons. The JDK reads more as an address: one in fewer parts, such as
    /// `10.1`, numbers with leading zeros, which others read as octal ones, and a zone after an IPv6 address.
    private static final Pattern RANGE =
            Pattern.compile("(?<address>N\\.N\\.N\\.N|[0-9a-fA-F:]*:(?:[0-9a-fA-F]*|N\\.N\\.N\\.N))(?:/(?<length>N))?"
                    .replace("N", "(?:0|[1-9]\\d{0,2})"));

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
        Matcher parts = RANGE.matcher(cidr);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.ofLiteral(parts.group("address")).getAddress();
            int bits = address.length * 8;
            int length = parts.group("length") == null ? bits : Integer.parseInt(parts.group("length"));
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
