package com.pulumi.planetscale.provider.image;

import java.util.Locale;

/// What a runtime image is for, in the words of Pulumi's plugin archives.
///
/// @param system `linux`, `darwin` or `windows`
/// @param processor `amd64` or `arm64`
record Platform(String system, String processor) {
    /// That of this JDK, whose modules an image takes.
    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /// @param name what Java calls the system
    /// @param architecture what Java calls the processor
    static Platform of(String name, String architecture) {
        String system = name.toLowerCase(Locale.ROOT);
        return new Platform(
                system.startsWith("mac") ? "darwin" : system.replaceAll(" .*", ""),
                switch (architecture) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> throw new IllegalStateException("Pulumi has no plugins for " + architecture);
                });
    }

    boolean isWindows() {
        return system.equals("windows");
    }

    @Override
    public String toString() {
        return system + "-" + processor;
    }
}
