package com.pulumi.planetscale.provider.resource;

/// A call that a verb makes, known before it is made.
///
/// @param method such as `POST`
/// @param template its path, with `{}` for each part that is an object's own
public record Call(String method, String template) {
    /// The change of an object itself.
    public static final Call CHANGE = new Call("PATCH", "");

    /// This call, where its path begins at an object.
    public Call below(String object) {
        return new Call(method, object + template);
    }
}
