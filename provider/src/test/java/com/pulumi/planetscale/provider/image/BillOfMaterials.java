package com.pulumi.planetscale.provider.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the list of what Maven resolved into one of what is shipped: without libraries of which no class is in
/// the runtime image, and with the JDK, which is not a dependency of Maven's.
public final class BillOfMaterials {
    private static final String MODULE = "/modules/com.pulumi.planetscale.plugin";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BillOfMaterials() {}

    /// Rewrites `bom.json` in the build's folder.
    public static void main(String... arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        Path runtime = target.resolve("plugin/runtime");
        File file = target.resolve("bom.json").toFile();
        JSON.writeValue(file, shipped((ObjectNode) JSON.readTree(file), classPath(), classes(runtime), jdk(runtime)));
    }

    /// What remains of a list, with the JDK.
    ///
    /// @param resolved in CycloneDX's JSON; it is changed
    /// @param jars where the libraries are, named as Maven names them
    /// @param classes the class files of the image
    static ObjectNode shipped(ObjectNode resolved, Collection<Path> jars, Set<String> classes, ObjectNode jdk)
            throws IOException {
        Set<String> shipped = new HashSet<>();
        for (Path jar : jars) {
            if (classFiles(jar).stream().anyMatch(classes::contains)) {
                shipped.add(jar.getFileName().toString());
            }
        }
        Set<String> gone = new HashSet<>();
        ArrayNode components = JSON.createArrayNode();
        for (JsonNode component : resolved.path("components")) {
            if (shipped.contains(component.path("name").asText() + "-"
                    + component.path("version").asText() + ".jar")) {
                components.add(component);
            } else {
                gone.add(component.path("bom-ref").asText());
            }
        }
        components.add(jdk);
        resolved.set("components", components);
        resolved.set("dependencies", without(gone, resolved.path("dependencies")));
        return resolved;
    }

    /// A library that is not shipped is not a dependency either; what it depends on is one of whatever depends on it.
    private static ArrayNode without(Set<String> gone, JsonNode dependencies) {
        Map<String, JsonNode> byRef = dependencies
                .valueStream()
                .collect(Collectors.toMap(each -> each.path("ref").asText(), each -> each));
        ArrayNode rest = JSON.createArrayNode();
        for (JsonNode each : dependencies) {
            if (!gone.contains(each.path("ref").asText())) {
                Set<String> refs = new LinkedHashSet<>();
                collect(each, byRef, gone, refs, new HashSet<>());
                ArrayNode on =
                        rest.addObject().put("ref", each.path("ref").asText()).putArray("dependsOn");
                refs.forEach(on::add);
            }
        }
        return rest;
    }

    private static void collect(
            JsonNode from, Map<String, JsonNode> byRef, Set<String> gone, Set<String> found, Set<String> seen) {
        for (JsonNode on : from.path("dependsOn")) {
            String ref = on.asText();
            if (!gone.contains(ref)) {
                found.add(ref);
            } else if (seen.add(ref)) {
                collect(byRef.getOrDefault(ref, JSON.missingNode()), byRef, gone, found, seen);
            }
        }
    }

    /// The libraries on the class path of this process.
    static Set<Path> classPath() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .collect(Collectors.toSet());
    }

    /// The class files of a jar, as it names them.
    static Set<String> classFiles(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(BillOfMaterials::isClass)
                    .collect(Collectors.toSet());
        }
    }

    /// The plugin's class files in a runtime image.
    static Set<String> classes(Path runtime) throws IOException {
        try (var image = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", runtime.toString()));
                Stream<Path> files = Files.walk(image.getPath(MODULE))) {
            return files.map(file -> file.toString().substring(MODULE.length()))
                    .filter(BillOfMaterials::isClass)
                    .map(file -> file.substring(1))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isClass(String file) {
        return file.endsWith(".class") && !file.endsWith("module-info.class") && !file.contains("META-INF/");
    }

    /// The JDK of a runtime image, as its `release` file describes it.
    static ObjectNode jdk(Path runtime) throws IOException {
        var release = new Properties();
        try (var file = Files.newBufferedReader(runtime.resolve("release"))) {
            release.load(file);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        ObjectNode jdk = JSON.createObjectNode()
                .put("type", "platform")
                .put("bom-ref", "openjdk@" + version)
                .put("name", "OpenJDK")
                .put("version", version)
                .put("description", "The modules of the JDK that the runtime image holds.");
        // The JDK's licence, by its name in the list of SPDX.
        jdk.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        jdk.putArray("properties")
                .addObject()
                .put("name", "modules")
                .put("value", release.getProperty("MODULES").replace("\"", ""));
        return jdk;
    }
}
