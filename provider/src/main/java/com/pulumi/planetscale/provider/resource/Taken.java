package com.pulumi.planetscale.provider.resource;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;

/// An object that has already what the program wants for a new one, and what only one can have.
///
/// @param kind the kind's name, such as `Database`
/// @param path its path, which is also what an import takes
/// @param key the input that has to be unique
/// @param publicId the API's own id of it
public record Taken(String kind, String path, String key, String publicId) {
    /// Why nothing can be made beside it.
    ///
    /// @param label what the program calls the resource
    public Finding refusal(String label) {
        return Finding.refusal(
                Path.of(key),
                what(),
                "Choose another " + key + ", or adopt it with `pulumi import planetscale:index:" + kind + " " + label
                        + " " + path + "`. If only the resource is called something else now, name the old one in"
                        + " `aliases`. If the resource is to be replaced with `--replace`, set its option"
                        + " `deleteBeforeReplace` and use `--skip-preview`.");
    }

    /// What is there, in words.
    public String what() {
        return kind + " `" + path + "` already exists";
    }
}
