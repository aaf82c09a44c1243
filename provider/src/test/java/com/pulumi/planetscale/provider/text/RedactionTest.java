package com.pulumi.planetscale.provider.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void whatIsCutElsewhereStays() {
        assertThat(hide("a horse …, a stable …")).isEqualTo("a horse …, a stable …");
    }
}
