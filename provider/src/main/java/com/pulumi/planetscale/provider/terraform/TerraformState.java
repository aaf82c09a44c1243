package com.pulumi.planetscale.provider.terraform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.pulumi.planetscale.provider.terraform.OfficialProvider.Counterpart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the official provider manages by a Terraform state, version 4 of its format (Terraform since 0.12, and
/// OpenTofu).
///
/// A state holds passwords in plain text. Nothing of it is kept but addresses, what identifies objects, and which
/// arguments are set; no message repeats anything else of it, the parser's own complaints included.
public final class TerraformState {
    /// Bytes of a state.
    static final int LARGEST = 64 << 20;
    /// Instances of the official provider, or of one resource.
    static final int MOST = 100_000;

    private static final int LONGEST_ATTRIBUTE = 1_000;
    private static final String PREFIX = "planetscale_";
    /// At the end of a provider's address, after the registry's host.
    private static final String OFFICIAL = "/planetscale/planetscale\"]";

    private final List<Instance> instances = new ArrayList<>();
    private final List<Address> unknown = new ArrayList<>();
    private final List<Address> deposed = new ArrayList<>();
    private long others;

    /// An object that Terraform manages.
    ///
    /// @param attributes those that identify it
    /// @param set names of the attributes that have a value
    record Instance(Address address, Counterpart kind, Map<String, String> attributes, Set<String> set) {
        /// The attributes that identify it, from the organization inwards; empty if one is missing.
        Optional<List<String>> key() {
            List<String> key = kind.key().stream()
                    .map(name -> attributes.getOrDefault(name, ""))
                    .toList();
            return key.contains("") ? Optional.empty() : Optional.of(key);
        }
    }

    private TerraformState() {}

    /// Reads a state.
    ///
    /// @param file its name, for messages
    /// @throws IOException if it cannot be read, or is not such a state
    public static TerraformState read(InputStream stream, String file, OfficialProvider official) throws IOException {
        byte[] text = bytes(stream, file);
        if (text.length > LARGEST) {
            throw new IOException("`" + file + "` has more than " + (LARGEST >> 20) + " MiB, too many for a state.");
        }
        var state = new TerraformState();
        try (JsonParser json = JsonFactory.builder()
                // Names that are kept to be shared would fill the memory if a hostile state has nothing else.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build()
                // A decoder, since a reader of a charset would replace what is malformed.
                .createParser(
                        new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8.newDecoder()))) {
            var reading = new Reading(json, file, official, state);
            try {
                reading.whole();
            } catch (JsonProcessingException | CharacterCodingException e) {
                throw reading.malformed();
            }
        }
        return state;
    }

    private static byte[] bytes(InputStream stream, String file) throws IOException {
        try {
            return stream.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw new IOException("The Terraform state `" + file + "` cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /// What this provider has a resource for.
    List<Instance> instances() {
        return instances;
    }

    /// Instances of the official provider that this one has nothing for.
    List<Address> unknown() {
        return unknown;
    }

    /// What Terraform has replaced and still has to delete.
    List<Address> deposed() {
        return deposed;
    }

    /// How many instances other providers have.
    long others() {
        return others;
    }

    /// One pass over the text. The order of members is not relied on: tools sort them.
    private record Reading(JsonParser json, String file, OfficialProvider official, TerraformState state) {
        /// An instance whose resource is not read to its end.
        private record Found(
                @Nullable Object key, boolean isDeposed, Map<String, String> attributes, Set<String> set) {}

        void whole() throws IOException {
            require(json.nextToken(), JsonToken.START_OBJECT);
            long version = 0;
            boolean isShown = false;
            boolean isEncrypted = false;
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                switch (name) {
                    case "version" -> version = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : 0;
                    case "resources" -> resources(value);
                    case "format_version" -> isShown = true;
                    case "encrypted_data" -> isEncrypted = true;
                    default -> json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw malformed();
            }
            if (isEncrypted) {
                throw new IOException(
                        "`" + file + "` is encrypted. Write it with `tofu state pull`, which decrypts it.");
            }
            if (isShown) {
                throw new IOException("`" + file + "` is not a state, but what `terraform show -json` prints. Use what"
                        + " `terraform state pull` prints.");
            }
            if (version != 4) {
                throw new IOException("`" + file + "` is not a Terraform state of version 4. Use what `terraform state"
                        + " pull` prints; states of Terraform before 0.12 have to be upgraded by it first.");
            }
        }

        private void resources(JsonToken value) throws IOException {
            require(value, JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                require(json.currentToken(), JsonToken.START_OBJECT);
                resource();
            }
        }

        private void resource() throws IOException {
            var texts = new HashMap<String, String>();
            var found = new ArrayList<Found>();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                switch (name) {
                    case "module", "mode", "type", "name", "provider" -> {
                        require(value, JsonToken.VALUE_STRING);
                        texts.put(name, json.getText());
                    }
                    case "instances" -> instances(value, found);
                    default -> json.skipChildren();
                }
            }
            if (!texts.getOrDefault("mode", "").equals("managed")) {
                return;
            }
            String type = texts.getOrDefault("type", "");
            if (!type.startsWith(PREFIX) || !texts.getOrDefault("provider", "").contains(OFFICIAL)) {
                state.others += found.size();
                return;
            }
            if (state.instances.size() + state.unknown.size() + state.deposed.size() + found.size() > MOST) {
                throw tooMany();
            }
            for (Found instance : found) {
                Address address = Address.of(
                                texts.getOrDefault("module", ""), type, texts.getOrDefault("name", ""), instance.key())
                        .orElseThrow(this::malformed);
                Optional<Counterpart> kind = official.resource(type);
                if (instance.isDeposed()) {
                    state.deposed.add(address);
                } else if (kind.isEmpty()) {
                    state.unknown.add(address);
                } else {
                    state.instances.add(new Instance(address, kind.get(), instance.attributes(), instance.set()));
                }
            }
        }

        private void instances(JsonToken value, List<Found> found) throws IOException {
            require(value, JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                require(json.currentToken(), JsonToken.START_OBJECT);
                found.add(instance());
                if (found.size() > MOST) {
                    throw tooMany();
                }
            }
        }

        private Found instance() throws IOException {
            Object key = null;
            boolean isDeposed = false;
            var attributes = new HashMap<String, String>();
            var set = new HashSet<String>();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                switch (name) {
                    case "index_key" ->
                        key = switch (value) {
                            case VALUE_STRING -> json.getText();
                            case VALUE_NUMBER_INT -> json.getBigIntegerValue();
                            case VALUE_NULL -> null;
                            default -> throw malformed();
                        };
                    case "deposed" ->
                        isDeposed = value == JsonToken.VALUE_STRING
                                && !json.getText().isEmpty();
                    case "attributes" -> attributes(value, attributes, set);
                    default -> json.skipChildren();
                }
            }
            return new Found(key, isDeposed, attributes, set);
        }

        private void attributes(JsonToken value, Map<String, String> attributes, Set<String> set) throws IOException {
            if (value == JsonToken.VALUE_NULL) {
                return;
            }
            require(value, JsonToken.START_OBJECT);
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken attribute = json.nextToken();
                if (attribute != JsonToken.VALUE_NULL
                        && attribute != JsonToken.VALUE_FALSE
                        && official.hasArgument(name)) {
                    set.add(name);
                }
                if (attribute == JsonToken.VALUE_STRING
                        && official.identifies(name)
                        && json.getTextLength() <= LONGEST_ATTRIBUTE) {
                    attributes.put(name, json.getText());
                }
                json.skipChildren();
            }
        }

        private void require(@Nullable JsonToken found, JsonToken needed) throws IOException {
            if (found != needed) {
                throw malformed();
            }
        }

        private IOException tooMany() {
            return new IOException(
                    "`" + file + "` has more than " + MOST + " objects of PlanetScale or of one resource.");
        }

        IOException malformed() {
            return new IOException("`" + file + "` is not a Terraform state: it is not what Terraform writes from line "
                    + json.currentLocation().getLineNr() + ", column "
                    + json.currentLocation().getColumnNr() + " on.");
        }
    }
}
