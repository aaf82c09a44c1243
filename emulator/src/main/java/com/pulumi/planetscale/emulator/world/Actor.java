package com.pulumi.planetscale.emulator.world;

import com.pulumi.planetscale.emulator.model.ServiceToken;

/// Who made something. For what a service token makes, `id` is the token's public id.
///
/// @param type `ServiceToken` or `User`, as in the documentation's sample bodies
public record Actor(String id, String type, String displayName, String avatarUrl) {
    private static final String NO_PICTURE = "https://app.planetscale.com/gravatar-fallback.png";
    private static final String USER = "User";

    public static Actor of(ServiceToken token) {
        return new Actor(token.id(), "ServiceToken", token.displayName(), NO_PICTURE);
    }

    /// A person at the web page, whom only the admin interface plays.
    public static Actor person(String id, String name) {
        return new Actor(id, USER, name, NO_PICTURE);
    }

    /// Whether it is a person rather than a service token.
    public boolean isUser() {
        return type.equals(USER);
    }
}
