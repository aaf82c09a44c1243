package com.pulumi.planetscale.provider.property;

import com.pulumi.planetscale.provider.text.Shown;
import java.util.Locale;

/// Something said to the user: what is the case, and what to do about it.
///
/// Every sentence a user reads is one of these, made where the fact is known; no front composes sentences of
/// its own.
///
/// @param severity how grave it is
/// @param path the property it is about; [Path#ROOT] for the whole resource
/// @param summary what happened, with the object's name where it is known; ends without a full stop, or with a
///     line break after text that is to be shown as it is
/// @param remedy what to do, in full sentences; empty where nothing needs doing
public record Finding(Severity severity, Path path, String summary, String remedy) {
    /// How grave a finding is.
    public enum Severity {
        /// Good to know.
        INFO,
        /// Should be looked at; nothing is stopped.
        WARNING,
        /// Stops the operation.
        ERROR
    }

    /// A refusal: the operation stops, and this is why.
    public static Finding refusal(Path path, String summary, String remedy) {
        return new Finding(Severity.ERROR, path, summary, remedy);
    }

    /// A refusal that concerns one property.
    public static Finding refusal(Property<?> property, String summary, String remedy) {
        return refusal(Path.of(property.name()), summary, remedy);
    }

    /// A warning about the whole resource.
    public static Finding warning(String summary, String remedy) {
        return new Finding(Severity.WARNING, Path.ROOT, summary, remedy);
    }

    /// A warning that concerns one property.
    public static Finding warning(Property<?> property, String summary, String remedy) {
        return new Finding(Severity.WARNING, Path.of(property.name()), summary, remedy);
    }

    /// Something good to know about the whole resource.
    public static Finding info(String summary) {
        return new Finding(Severity.INFO, Path.ROOT, summary, "");
    }

    /// The finding on one line: `path: summary. remedy`. Names and messages from outside are harmless in it; only a
    /// summary that ends with a line break keeps those within.
    public String text() {
        var text = new StringBuilder();
        if (!path.equals(Path.ROOT)) {
            text.append('`').append(Shown.line(path.toString())).append("`: ");
        }
        String shown = summary.endsWith("\n") ? Shown.lines(summary) : Shown.line(summary);
        text.append(shown);
        if (!shown.endsWith(".") && !shown.endsWith("?") && !shown.endsWith("\n")) {
            text.append('.');
        }
        return remedy.isEmpty()
                ? text.toString()
                : text.append(' ').append(Shown.line(remedy)).toString();
    }

    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + ": " + text();
    }
}
