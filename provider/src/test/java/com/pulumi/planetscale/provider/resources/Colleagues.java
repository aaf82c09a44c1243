package com.pulumi.planetscale.provider.resources;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pulumi.planetscale.emulator.Emulator;
import java.util.Locale;

/// The people whom the example programs name, since no call can invite anyone.
public final class Colleagues {
    private Colleagues() {}

    /// Lets all of them be members of the organization.
    public static Emulator join(Emulator emulator) {
        join(emulator, "Ann", "admin");
        join(emulator, "Ben", "member");
        join(emulator, "Cleo", "member");
        return emulator;
    }

    /// Lets somebody be a member of the organization, unless that person is one already.
    ///
    /// @return the id of the person
    static String join(Emulator emulator, String name, String role) {
        String email = name.toLowerCase(Locale.ROOT) + "@example.com";
        for (var member : emulator.admin().exportState().path("objects").path("members")) {
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
