package com.pulumi.planetscale.provider.resources.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.api.Answer;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The schema of a branch as text, VSchemas included: all that a deploy request can bring to another branch.
///
/// @param tables the statement that makes each table or view
/// @param vschemas the VSchema of each keyspace, as JSON in one layout
public record SchemaText(Map<Name, String> tables, Map<String, String> vschemas) {
    private static final int SHORT = 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    public SchemaText {
        tables = new TreeMap<>(tables);
        vschemas = new TreeMap<>(vschemas);
        vschemas.replaceAll((keyspace, vschema) -> laidOut(vschema));
    }

    /// The name of a table, which several keyspaces may have.
    public record Name(String keyspace, String table) implements Comparable<Name> {
        private static final Comparator<Name> ORDER =
                Comparator.comparing(Name::keyspace).thenComparing(Name::table);

        @Override
        public int compareTo(Name other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return keyspace.isEmpty() ? table : keyspace + "." + table;
        }
    }

    private record Keyspace(@Nullable String name) {}

    private record Live(@Nullable List<Table> data) implements Answer {
        @Override
        public boolean isWhole() {
            return data != null;
        }
    }

    private record Table(@Nullable String name, @Nullable String raw) {}

    private record VSchema(@Nullable String raw) {}

    /// Asks for the schema of a branch, one keyspace after the other: tables alone do not say where they belong.
    public static SchemaText of(Reads api, ApiPath branch) throws IOException, InterruptedException {
        List<String> keyspaces;
        try (Stream<Keyspace> found = api.list(branch.then("/keyspaces"), Keyspace.class)) {
            keyspaces = found.map(keyspace -> String.valueOf(keyspace.name())).toList();
        }
        var tables = new TreeMap<Name, String>();
        var vschemas = new TreeMap<String, String>();
        for (String keyspace : keyspaces) {
            Live live = api.get(branch.then("/schema").with("keyspace", keyspace), Live.class);
            for (Table table : live.data() == null ? List.<Table>of() : live.data()) {
                tables.put(new Name(keyspace, String.valueOf(table.name())), table.raw() == null ? "" : table.raw());
            }
            String raw = api.get(branch.then("/keyspaces/{}/vschema", keyspace), VSchema.class)
                    .raw();
            vschemas.put(keyspace, raw == null ? "" : raw);
        }
        return new SchemaText(tables, vschemas);
    }

    /// A hash of everything.
    public String revision() {
        return hash(texts());
    }

    /// Everything, as strings.
    public List<String> texts() {
        var texts = new ArrayList<String>();
        tables.forEach((name, statement) -> texts.addAll(List.of("table", name.keyspace(), name.table(), statement)));
        texts.addAll(vschemaTexts());
        return texts;
    }

    /// The VSchemas, as strings.
    public List<String> vschemaTexts() {
        var texts = new ArrayList<String>();
        vschemas.forEach((keyspace, vschema) -> texts.addAll(List.of("vschema", keyspace, vschema)));
        return texts;
    }

    /// A short hash of some strings.
    public static String hash(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /// PlanetScale lays a VSchema out anew, so only its content can be compared. Empty members say nothing.
    private static String laidOut(String vschema) {
        try {
            Map<?, ?> members = vschema.isBlank() ? Map.of() : JSON.readValue(vschema, TreeMap.class);
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            return vschema;
        }
    }
}
