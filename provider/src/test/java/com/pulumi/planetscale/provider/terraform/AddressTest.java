package com.pulumi.planetscale.provider.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    private static final String TYPE = "planetscale_vitess_branch";

    @Test
    void instanceOfEachModuleHasAnAddressOfItsOwn() {
        assertThat(Address.of("module.shop[\"eu.module.x\"].module.db[0]", TYPE, "dev", BigInteger.TWO))
                .hasToString("Optional[module.shop[\"eu.module.x\"].module.db[0]." + TYPE + ".dev[2]]");
        assertThat(Address.of("", TYPE, "dev", null)).hasToString("Optional[" + TYPE + ".dev]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    eu         | ["eu"]
                    a"b        | ["a\\"b"]
                    a\\b        | ["a\\\\b"]
                    ${x} %{y}  | ["$${x} %%{y}"]
                    Köln       | ["Köln"]
                    """)
    void keyIsWrittenAsTerraformWritesIt(String key, String index) {
        assertThat(Address.of("", TYPE, "dev", key).orElseThrow().index()).isEqualTo(index);
    }

    @Test
    void whatATerminalDoesNotShowIsEscaped() {
        assertThat(Address.of("", TYPE, "dev", "a\n\u202e\u001b\ud83d\udc7b\udb40\udd00")
                        .orElseThrow()
                        .index())
                .isEqualTo("[\"a\\u000a\\u202e\\u001b\ud83d\udc7b\\U000e0100\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop",
                "module.",
                "module.shop.",
                "module.shop module.x",
                "module.shop[eu]",
                "module.shop[\"eu]",
                "module.shop[\"e\"u\"]",
                "module.shop;x"
            })
    void moduleThatTerraformCannotHaveMakesNoAddress(String module) {
        assertThat(Address.of(module, TYPE, "dev", null)).isEmpty();
    }

    @Test
    void addressIsOfALengthThatCanBeRead() {
        assertThat(Address.of("", TYPE, "dev", "x".repeat(5_000))).isEmpty();
        assertThat(Address.of("module.shop[\"" + "\\a".repeat(100_000) + "\"]", TYPE, "dev", null))
                .isEmpty();
    }
}
