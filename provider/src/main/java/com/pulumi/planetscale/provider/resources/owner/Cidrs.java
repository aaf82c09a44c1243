package com.pulumi.planetscale.provider.resources.owner;

import com.pulumi.planetscale.provider.property.Property.Problem;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Addresses and ranges of addresses.
public final class Cidrs {
    /// Four decimal numbers, or something with colons. The JDK reads more as an address: one in fewer parts, such as
    /// `10.1`, numbers with leading zeros, which others read as octal ones, and a zone after an IPv6 address.
    private static final Pattern RANGE =
            Pattern.compile("(?<address>N\\.N\\.N\\.N|[0-9a-fA-F:]*:(?:[0-9a-fA-F]*|N\\.N\\.N\\.N))(?:/(?<length>N))?"
                    .replace("N", "(?:0|[1-9]\\d{0,2})"));

    /// Blanks of any kind, and what is not seen at all, such as the mark at the beginning of some files.
    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}\\p{Cf}]+|[\\s\\p{Z}\\p{Cf}]+$");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z},;]+");

    private Cidrs() {}

    /// Whether two sets open the same doors: a single address is a range of one.
    public static boolean same(Set<String> one, Set<String> other) {
        return canonical(one).equals(canonical(other));
    }

    /// What is wrong with one.
    public static Optional<Problem> problem(String cidr) {
        if (parse(cidr).isPresent()) {
            return Optional.empty();
        }
        if (parse(AROUND.matcher(cidr).replaceAll("")).isPresent()) {
            return Optional.of(new Problem("`" + cidr + "` has spaces around it", "Remove them."));
        }
        List<String> several =
                BETWEEN.splitAsStream(cidr).filter(each -> !each.isEmpty()).toList();
        return Optional.of(
                several.size() > 1
                                && several.stream().allMatch(each -> parse(each).isPresent())
                        ? new Problem(
                                "`" + cidr + "` holds " + several.size() + " addresses or ranges",
                                "Give each as its own entry.")
                        : new Problem(
                                "`" + cidr + "` is not an address or a range of addresses",
                                "Write it like `203.0.113.7` or `203.0.113.0/24`."));
    }

    /// What is wrong with one where only version 4 is possible.
    public static Optional<Problem> problemOfVersion4(String cidr) {
        return problem(cidr)
                .or(() -> cidr.contains(":")
                        ? Optional.of(new Problem(
                                "`" + cidr + "` is of IP version 6", "Use addresses and ranges of version 4."))
                        : Optional.empty());
    }

    /// The range of version 4 that is meant, if one has bits set beyond its length, such as `10.0.0.1/8`.
    public static Optional<String> meant(String cidr) {
        Matcher parts = RANGE.matcher(cidr);
        if (!parts.matches() || cidr.contains(":") || parts.group("length") == null) {
            return Optional.empty();
        }
        int length = Integer.parseInt(parts.group("length"));
        int address = 0;
        for (String part : parts.group("address").split("\\.", -1)) {
            address = (address << 8) | Integer.parseInt(part);
        }
        int network = length == 0 ? 0 : address & (-1 << (32 - length));
        return network == address
                ? Optional.empty()
                : Optional.of((network >>> 24) + "." + ((network >>> 16) & 255) + "." + ((network >>> 8) & 255) + "."
                        + (network & 255) + "/" + length);
    }

    /// One that stands for the same addresses as another one of the same set.
    public static Optional<String> repeated(Set<String> cidrs) {
        var seen = new TreeSet<String>();
        return cidrs.stream()
                .sorted()
                .filter(cidr -> !seen.add(parse(cidr).orElse(cidr)))
                .findFirst();
    }

    /// What an IP restriction says, in one spelling; nothing and an empty string are the same.
    public static String content(Collection<String> cidrs, @Nullable String schema, @Nullable String role) {
        var sorted = new TreeSet<String>();
        cidrs.forEach(cidr -> sorted.add(parse(cidr).orElse(cidr)));
        return sorted + " " + Objects.requireNonNullElse(schema, "") + " " + Objects.requireNonNullElse(role, "");
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
