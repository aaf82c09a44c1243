package com.pulumi.planetscale.provider.api;

import com.pulumi.planetscale.provider.text.Redaction;
import java.util.List;
import java.util.regex.Pattern;

/// Takes secrets out of strings: those that look like PlanetScale's by their prefix, and those it is told.
public final class Masks {
    private static final Pattern KNOWN = Pattern.compile("(?i)pscale_(tkn|pw|oauth)_[A-Za-z0-9_\\-]+");
    /// The user and password of an address.
    private static final Pattern USERINFO = Pattern.compile("(?<=://)[^/?#\\s`]*@");
    private static final int SHORTEST = 6;

    private final List<String> secrets;

    private Masks(List<String> secrets) {
        this.secrets = secrets;
    }

    /// Masks for the known prefixes and for some values besides. Very short values are left alone: they would
    /// mask ordinary words.
    public static Masks of(List<String> secrets) {
        return new Masks(
                secrets.stream().filter(secret -> secret.length() >= SHORTEST).toList());
    }

    /// The text without its secrets.
    public String hide(String text) {
        String hidden = KNOWN.matcher(text).replaceAll("pscale_$1_[hidden]");
        hidden = USERINFO.matcher(hidden).replaceAll("[hidden]@");
        for (String secret : secrets) {
            hidden = Redaction.of(hidden, secret, "[hidden]");
        }
        return hidden;
    }
}
