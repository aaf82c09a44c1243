package com.pulumi.planetscale.provider.pulumi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import com.pulumi.planetscale.provider.played.Structs;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructCodecTest {
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    @Property
    @Domain(Values.class)
    void everyValueComesBackAsItWasSent(@ForAll Value value) {
        assertThat(StructCodec.decode(StructCodec.encode(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
                "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
                "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
                "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
                "030794c1-ac77-496b-92df-f27374a8bd58",
                "e48ece36-62e2-4504-bad9-02848725956a",
                "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"
            })
    void everyUnknownIsRecognised(String unknown) {
        assertThat(decode(Map.of("a", unknown))).isEqualTo(Map.of("a", Value.unknown()));
        assertThat(decode(Map.of("a", Structs.secret(unknown))))
                .isEqualTo(Map.of("a", new Value.Secret(Value.unknown())));
    }

    @Test
    void secretsAreKeptWhereverTheyAre() {
        assertThat(decode(Map.of("a", List.of(Map.of("b", Structs.secret("c"))))))
                .isEqualTo(Map.of(
                        "a",
                        new Value.ListOf(
                                List.of(new Value.MapOf(Map.of("b", new Value.Secret(new Value.Text("c"))))))));
    }

    @Property
    @Domain(Values.class)
    void noSecretIsSentWithinAnother(@ForAll Value value) {
        Struct sent = Struct.newBuilder()
                .putFields("a", StructCodec.encode(new Value.Secret(value)))
                .putFields("b", StructCodec.encode(value))
                .build();

        assertThat(StructCodec.doublySecret(sent)).isEmpty();
    }

    @Test
    void secretWithinASecretIsFoundAtAnyDepth() {
        Map<String, Object> nested = Map.of("url", Structs.secret("mysql://u:p@h"));

        assertThat(StructCodec.doublySecret(Structs.of(Map.of(
                        "object", Structs.secret(nested),
                        "list", List.of(Structs.secret(List.of(nested))),
                        "once", nested,
                        "marked", Structs.secret("pscale_pw_x")))))
                .containsExactlyInAnyOrder("object", "list");
    }

    @Test
    void nullsAndTheEnginesOwnKeysAreLeftOut() {
        var sent = new HashMap<String, Object>(Map.of("__defaults", List.of(), "b", "c"));
        sent.put("a", null);

        assertThat(decode(sent)).isEqualTo(Map.of("b", new Value.Text("c")));
    }

    @Test
    void wholeNumbersAreWhole() {
        assertThat(decode(Map.of("a", 5, "b", 5.5)))
                .isEqualTo(Map.of("a", new Value.Int(5), "b", new Value.Decimal(5.5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c44067f5952c0a294b673a41bacd8c17",
                "0def7320c3a5731c473e5ecbe6d01bc7",
                "5cf8f73096256a8f31e491e813e4eb8e",
                "803fd3297a5875dc03ca845dda5d2a98"
            })
    void whatNoPropertyTakesIsNamedAndHandedBackWhole(String signature) {
        Struct sent = Structs.of(Map.of("a", Map.of(SIGNATURE, signature, "hash", "h", "text", "t")));
        PropertyMap decoded = StructCodec.decode(sent);

        assertThat(decoded.value("a")).isInstanceOf(Value.Opaque.class);
        assertThat(StructCodec.encode(decoded)).isEqualTo(sent);
    }

    @Test
    void outputValueIsUnknownUntilItHasAValue() {
        String output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

        assertThat(decode(Map.of(
                        "a", Map.of(SIGNATURE, output),
                        "b", Map.of(SIGNATURE, output, "value", "c", "secret", true))))
                .isEqualTo(Map.of("a", Value.unknown(), "b", new Value.Secret(new Value.Text("c"))));
    }

    @Test
    void signatureThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> decode(Map.of("a", Map.of(SIGNATURE, "x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown kind");
    }

    private static Map<String, Value> decode(Map<String, Object> sent) {
        return StructCodec.decode(Structs.of(sent)).values();
    }
}
