package com.pulumi.planetscale.emulator.world;

/// Who made something. For what a service token makes, `id` is the token's public id.
///
/// @param type `ServiceToken` or `User`, as in the documentation's sample bodies
public record Actor(String id, String type, String displayName, String avatarUrl) {
    private static final String NO_PICTURE = "https://app.planetscale.com/gravatar-fallback.png";
    private static final String USER = "User";

    /// A service token.
    public static Actor token(String id, String name) {
        return new Actor(id, "ServiceToken", name, NO_PICTURE);
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
