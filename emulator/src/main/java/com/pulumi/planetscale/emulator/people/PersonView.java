package com.pulumi.planetscale.emulator.people;

import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Member;

/// The JSON of the person behind a membership.
final class PersonView {
    private PersonView() {}

    static View of(Member member) {
        return new View()
                .put("id", member.userId)
                .put("type", "User")
                .put("display_name", member.name)
                .put("name", member.name)
                .put("email", member.email)
                .put("avatar_url", "https://app.planetscale.com/gravatar-fallback.png")
                .put("created_at", member.createdAt())
                .put("updated_at", member.updatedAt)
                .put("two_factor_auth_configured", false)
                .optional("default_organization", null)
                .optional("sso", false)
                .optional("managed", false)
                .optional("directory_managed", false)
                .optional("email_verified", true);
    }
}
