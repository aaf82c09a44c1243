package com.pulumi.planetscale.provider.terraform;

import com.pulumi.planetscale.provider.text.Shown;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where an object is in a Terraform configuration, such as `module.shop.planetscale_vitess_branch.dev["eu"]`.
///
/// @param module the path of its module; empty for the root
/// @param index which instance of the resource it is, as it stands between brackets; empty if it has one only
record Address(String module, String type, String name, String index) {
    private static final int LONGEST = 1_000;
    private static final String WORD = "[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]*+";
    private static final Pattern NAME = Pattern.compile(WORD);
    private static final Pattern MODULES = Pattern.compile("module\\.%1$s(?:%2$s)?(?:\\.module\\.%1$s(?:%2$s)?)*+"
            .formatted(WORD, "\\[(?:\\d++|\"(?:[^\"\\\\]++|\\\\.)*+\")]"));
    private static final Pattern WORD_MODULE = Pattern.compile("(?:^|\\.)module\\.");

    /// The address of what stands in a state.
    ///
    /// @param key the key of an instance: a number, a string, or null
    /// @return empty if Terraform has no such address
    static Optional<Address> of(String module, String type, String name, @Nullable Object key) {
        String index = switch (key) {
            case null -> "";
            case String text -> "[" + quoted(text) + "]";
            default -> "[" + key + "]";
        };
        boolean valid = (module + name + index).length() <= LONGEST
                && NAME.matcher(name).matches()
                && NAME.matcher(type).matches()
                && (module.isEmpty() || MODULES.matcher(module).matches());
        return valid ? Optional.of(new Address(module, type, name, index)) : Optional.empty();
    }

    /// A string as HCL writes it, with nothing in it that a terminal does not show.
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            String plain = Character.toString(point);
            if (point == '"' || point == '\\') {
                quoted.append('\\').append(plain);
            } else if (!Shown.line(plain).equals(plain)) {
                quoted.append(point <= 0xFFFF ? "\\u%04x".formatted(point) : "\\U%08x".formatted(point));
            } else {
                quoted.append(plain);
            }
        });
        // Otherwise a template begins.
        return quoted.append('"').toString().replace("${", "$${").replace("%{", "%%{");
    }

    /// The words of a name for a program.
    String words() {
        return WORD_MODULE.matcher(module).replaceAll("-") + "-" + name + "-" + index;
    }

    /// The command that makes Terraform forget the object, for a POSIX shell.
    String forget() {
        return "terraform state rm '" + toString().replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        return (module.isEmpty() ? "" : module + ".") + type + "." + name + index;
    }
}
