package com.pulumi.planetscale.emulator.credential;

import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.world.Refused;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses and ranges of addresses, such as `192.0.2.7` and `198.51.100.0/24`, also of version 6.
public final class Cidrs {
    private static final Pattern V4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*");
    private static final Pattern V6_GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;
    private static final int V6_GROUPS = 8;
    private static final int LARGEST_BYTE = 255;

    private Cidrs() {}

    /// The `cidrs` of a body; empty if it has none.
    static Optional<List<String>> checked(Values body) {
        Optional<List<String>> cidrs = body.texts("cidrs");
        cidrs.orElse(List.of()).stream()
                .filter(cidr -> !isValid(cidr))
                .findFirst()
                .ifPresent(cidr -> {
                    throw Refused.because("Cidrs " + cidr + " is not a valid IP address or range");
                });
        return cidrs;
    }

    /// Whether an address is in one of the ranges; in any case if there are none.
    public static boolean allow(List<String> cidrs, String address) {
        return cidrs.isEmpty() || cidrs.stream().anyMatch(cidr -> holds(cidr, address));
    }

    private static boolean holds(String cidr, String address) {
        String[] parts = cidr.split("/", -1);
        byte[] range = bytes(parts[0]);
        byte[] client = bytes(address);
        if (range.length != client.length) {
            return false;
        }
        int length = parts.length == 1 ? range.length * Byte.SIZE : Integer.parseInt(parts[1]);
        int rest = range.length * Byte.SIZE - length;
        return new BigInteger(1, range).shiftRight(rest).equals(new BigInteger(1, client).shiftRight(rest));
    }

    /// Of an address in digits, so that no name is looked up. Java reads those of version 4 inside version 6 as version
    /// 4.
    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is not an IP address", e);
        }
    }

    static boolean isValid(String cidr) {
        String[] parts = cidr.split("/", -1);
        if (parts.length > 2) {
            return false;
        }
        boolean v4 = isV4(parts[0]);
        return (v4 || isV6(parts[0])) && (parts.length == 1 || isLength(parts[1], v4 ? V4_BITS : V6_BITS));
    }

    private static boolean isLength(String text, int most) {
        return text.matches("\\d{1,3}") && Integer.parseInt(text) <= most;
    }

    private static boolean isV4(String address) {
        return V4.matcher(address).matches()
                && Arrays.stream(address.split("\\.", -1)).allMatch(part -> Integer.parseInt(part) <= LARGEST_BYTE);
    }

    private static boolean isV6(String address) {
        boolean dangling = (address.startsWith(":") && !address.startsWith("::"))
                || (address.endsWith(":") && !address.endsWith("::"));
        if (!V6.matcher(address).matches() || dangling || address.indexOf("::") != address.lastIndexOf("::")) {
            return false;
        }
        boolean shortened = address.contains("::");
        List<String> groups = Arrays.stream(address.replace("::", ":*:").split(":", -1))
                .filter(group -> !group.isEmpty() && !group.equals("*"))
                .toList();
        return groups.stream().allMatch(group -> V6_GROUP.matcher(group).matches())
                && (shortened ? groups.size() < V6_GROUPS : groups.size() == V6_GROUPS);
    }
}
