package com.pulumi.planetscale.provider.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The bill of materials and the contents of the image that was built.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BillOfMaterialsIT {
    private static final Path RUNTIME = Path.of("target/plugin/runtime").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Set<String> classes;
    private ObjectNode bill;

    /// Of everything on the class path, test libraries included.
    @BeforeAll
    void makeBill() throws Exception {
        classes = BillOfMaterials.classes(RUNTIME);
        bill = BillOfMaterials.shipped(
                everything(), BillOfMaterials.classPath(), classes, BillOfMaterials.jdk(RUNTIME));
    }

    @Test
    void everyClassOfTheImageIsOursOrOfALibraryThatIsListed() throws Exception {
        Set<String> rest = new HashSet<>(classes);
        rest.removeIf(file -> file.startsWith("com/pulumi/planetscale/provider/"));
        assertThat(rest).hasSizeGreaterThan(5_000);
        for (Path jar : listed()) {
            rest.removeAll(BillOfMaterials.classFiles(jar));
        }

        assertThat(rest).isEmpty();
    }

    @Test
    void everyLibraryThatIsListedHasAClassInTheImage() throws Exception {
        assertThat(listed())
                .allSatisfy(jar -> assertThat(BillOfMaterials.classFiles(jar))
                        .as(jar.toString())
                        .anyMatch(classes::contains));
        assertThat(names())
                .anyMatch(name -> name.startsWith("grpc-core-"))
                .noneMatch(name -> name.startsWith("jsr305-") || name.startsWith("junit-"));
    }

    @Test
    void jdkIsListedWithItsModules() {
        JsonNode jdk = bill.path("components").path(bill.path("components").size() - 1);

        assertThat(jdk.path("name").asText()).isEqualTo("OpenJDK");
        assertThat(jdk.path("version").asText()).startsWith("25");
        assertThat(jdk.path("properties").path(0).path("value").asText()).contains("java.base", "jdk.unsupported");
    }

    /// What a library that is not shipped depends on may be shipped.
    @Test
    void dependenciesLeadAroundWhatIsNotShipped() {
        assertThat(bill.path("dependencies").valueStream())
                .extracting(JsonNode::toString)
                .contains("{\"ref\":\"app\",\"dependsOn\":[\"" + ref("grpc-core-") + "\"]}")
                .noneMatch(dependency -> dependency.contains("junit"));
    }

    private List<Path> listed() {
        return BillOfMaterials.classPath().stream()
                .filter(jar -> names().contains(jar.getFileName().toString()))
                .toList();
    }

    private String ref(String begin) {
        return names().stream()
                .filter(name -> name.startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    /// A list as Maven's plugin writes it. The application depends on a library that is not shipped, and that on one
    /// that is.
    private static ObjectNode everything() {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode components = all.putArray("components");
        ArrayNode dependencies = all.putArray("dependencies");
        String shipped = "";
        String test = "";
        for (Path jar : BillOfMaterials.classPath()) {
            String file = jar.getFileName().toString();
            // Where the version begins does not matter here.
            String name = file.substring(0, file.indexOf('-'));
            components
                    .addObject()
                    .put("bom-ref", file)
                    .put("name", name)
                    .put("version", file.substring(name.length() + 1, file.length() - ".jar".length()));
            shipped = file.startsWith("grpc-core-") ? file : shipped;
            test = file.startsWith("junit-jupiter-api-") ? file : test;
        }
        dependencies.addObject().put("ref", "app").putArray("dependsOn").add(test);
        dependencies.addObject().put("ref", test).putArray("dependsOn").add(shipped);
        return all;
    }

    private List<String> names() {
        return bill.path("components")
                .valueStream()
                .map(component -> component.path("name").asText() + "-"
                        + component.path("version").asText() + ".jar")
                .toList();
    }
}
