package com.pulumi.planetscale.provider.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String SECRET = "correct-horse-battery-staple";

    private static String hide(String text) {
        return Redaction.of(text, SECRET, "[secret]");
    }

    @Test
    void wholeSecretsAreHidden() {
        assertThat(hide(SECRET + " and " + SECRET + "!")).isEqualTo("[secret] and [secret]!");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 12, 27, 28, 29, 32})
    void nothingOfASecretIsLeftWhereTextWasCut(int shown) {
        String cut = Shown.line("it is " + SECRET + " and more", "it is ".length() + shown);

        assertThat(hide(cut + ", " + cut))
                .contains("it is [secret]")
                .doesNotContain(SECRET.substring(0, 4))
                .contains(" …, it is");
    }

    @Test
    void lineBreaksInASecretDoNotSaveIt() {
        assertThat(Redaction.of(
                        Shown.line("not\nvalid: one\u001b[1m\ntwo three"), "one\u001b[1m\ntwo three", "[secret]"))
                .isEqualTo("not valid: [secret]");
    }

    @Test
    void secretOfWhichHardlyAnythingIsShownHidesNoWords() {
        assertThat(Redaction.of("a table", "\u001b\n\n\n\u001b\u001b\u001ba", "[secret]"))
                .isEqualTo("a table");
    }

    static Stream<String> spellings() {
        String secret = "Hörse & <battery>/\"staple\"";
        String escaped = secret.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
        String percent = URLEncoder.encode(secret, UTF_8);
        return Stream.of(
                secret.toUpperCase(Locale.ROOT),
                percent,
                percent.replace("+", "%20").toLowerCase(Locale.ROOT),
                URLEncoder.encode(percent, UTF_8),
                secret.chars()
                        .mapToObj("%%%02X"::formatted)
                        .collect(Collectors.joining())
                        .replace("%F6", "%C3%B6"),
                escaped,
                escaped.replace("\\", "\\\\"),
                secret.replace("\"", "\\\"").replace("/", "\\/"),
                secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&#34;"),
                secret.codePoints().mapToObj("&#x%x;"::formatted).collect(Collectors.joining()),
                "Hör\nse & <bat\r\n tery>/\"staple\"",
                HexFormat.of().formatHex(secret.getBytes(UTF_8)),
                HexFormat.of().withUpperCase().formatHex(secret.getBytes(UTF_8)),
                base64(secret),
                base64("id:" + secret),
                base64("ids:" + secret + ":end"),
                base64("i:" + secret),
                Base64.getUrlEncoder().encodeToString(("??>>" + secret).getBytes(UTF_8)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void secretsAreHiddenInEverySpelling(String spelling) {
        String hidden = Redaction.of("it is " + spelling + ", is it?", "Hörse & <battery>/\"staple\"", "[secret]");

        assertThat(hidden).isEqualTo("it is [secret], is it?");
    }

    @Test
    void whatOnlyResemblesASecretStays() {
        String text = "a correct horse, %zz %2 \\u12 \\ & &# &#x; &#99999999999; correct-horse-battery";

        assertThat(hide(text)).isEqualTo(text);
        assertThat(Redaction.of("Main street", "main", "[secret]")).isEqualTo("Main street");
    }

    @Test
    void whatIsCutElsewhereStays() {
        assertThat(hide("a horse …, a stable …")).isEqualTo("a horse …, a stable …");
    }
}
