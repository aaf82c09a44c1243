package com.pulumi.planetscale.provider.pulumi;

/// What an engine calls a resource: `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`, where the name may hold
/// `::` too.
record Urn(String type, String name) {
    static Urn parse(String urn) {
        String[] parts = urn.split("::", 4);
        if (parts.length < 4) {
            return new Urn("", urn);
        }
        return new Urn(parts[2].substring(parts[2].lastIndexOf('$') + 1), parts[3]);
    }

    /// What all resources of a stack have in common, and none of another one: the beginning
    /// `urn:pulumi:STACK::PROJECT::`.
    static String stack(String urn) {
        String[] parts = urn.split("::", 3);
        return parts.length < 3 ? urn : parts[0] + "::" + parts[1] + "::";
    }

    /// The last part of the type, such as `Database` of `planetscale:index:Database`.
    String kind() {
        return kind(type);
    }

    static String kind(String token) {
        return token.substring(token.lastIndexOf(':') + 1);
    }
}
