package com.pulumi.planetscale.provider.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pulumi.planetscale.emulator.Emulator;
import java.util.Locale;

/// The people whom the example programs name, since no call can invite anyone.
public final class Colleagues {
    private Colleagues() {}

    /// Lets all of them be members of the organization.
    public static Emulator join(Emulator emulator) {
        JsonNode members = members(emulator);
        join(emulator, members, "Ann", "admin");
        join(emulator, members, "Ben", "member");
        join(emulator, members, "Cleo", "member");
        return emulator;
    }

    /// Lets somebody be a member of the organization, unless that person is one already.
    ///
    /// @return the id of the person
    static String join(Emulator emulator, String name, String role) {
        return join(emulator, members(emulator), name, role);
    }

    private static JsonNode members(Emulator emulator) {
        return emulator.admin().exportState().path("objects").path("members");
    }

    private static String join(Emulator emulator, JsonNode members, String name, String role) {
        String email = name.toLowerCase(Locale.ROOT) + "@example.com";
        for (JsonNode member : members) {
            if (member.path("email").asText().equals(email)) {
                return member.path("user_id").asText();
            }
        }
        return emulator.admin()
                .add(
                        "members",
                        "/organizations/" + emulator.organization(),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("name", name)
                                .put("email", email)
                                .put("role", role))
                .path("user_id")
                .asText();
    }
}
