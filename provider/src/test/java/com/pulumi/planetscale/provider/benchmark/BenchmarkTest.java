package com.pulumi.planetscale.provider.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.Emulator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the benchmark does besides taking time.
class BenchmarkTest {
    @TempDir
    Path folder;

    private static Map<Step, Measurement> all(Measurement measured) {
        return Arrays.stream(Step.values()).collect(Collectors.toMap(Function.identity(), _ -> measured));
    }

    private static Scale scale() {
        var scale = new Scale();
        scale.add(10, all(new Measurement(3, 2.5, 80_000_000, 12, 0)), all(new Measurement(1.5, 1.5, 0, 0, 0)));
        scale.add(1000, all(new Measurement(20, 12, 96_000_000, 1013, 0)), all(new Measurement(10, 8, 0, 0, 0)));
        return scale;
    }

    @Test
    void tableTellsTheProviderFromTheEngine() {
        assertThat(scale().table().lines())
                .hasSize(2 + 2 * Step.values().length)
                .contains(
                        "| refresh | 10 | 3.00 s | 1.50 s | 2.0 × | 100.0 ms | 12 | 80 MB |",
                        "| refresh | 1,000 | 20.00 s | 10.00 s | 2.0 × | 4.0 ms | 1,013 | 96 MB |");
    }

    @Test
    void plotHasACurveForEachStepAndItsBaseline() throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(scale().plot().getBytes(StandardCharsets.UTF_8)));

        var curves = document.getElementsByTagName("polyline");
        assertThat(curves.getLength()).isEqualTo(8);
        String up = curves.item(2).getAttributes().getNamedItem("points").getNodeValue();
        assertThat(up)
                .as("10 of the numbers are at the left")
                .startsWith("56.0,")
                .contains(" 530.0,");
    }

    @Test
    void medianIsTheMeasurementOfTheMiddle() {
        assertThat(Measurement.median(List.of(
                        new Measurement(9, 1, 0, 1, 0),
                        new Measurement(2, 2, 0, 2, 0),
                        new Measurement(3, 3, 0, 3, 0))))
                .isEqualTo(new Measurement(3, 3, 0, 3, 0));
    }

    @Test
    void processorTimeIsThatOfTheChildren() {
        assertThat(Trial.processorSeconds("0m9.00s 0m9.00s\n1m2.50s 0m0.25s\n")).isEqualTo(62.75);
        assertThatThrownBy(() -> Trial.processorSeconds("nothing")).hasMessageContaining("nothing");
    }

    @Test
    void generatedPartOfADocumentIsReplacedAlone() throws Exception {
        Path file = folder.resolve("page.md");
        Files.writeString(file, "before\n<!-- scale -->\nold\n<!-- /scale -->\nafter\n");

        new Document(file).replace("scale", "new\n\n");

        assertThat(file).hasContent("before\n<!-- scale -->\nnew\n<!-- /scale -->\nafter\n");
        assertThatThrownBy(() -> new Document(file).replace("start", "")).hasMessageContaining("`start`");
    }

    @Test
    void anotherProvidersCommandIsTakenThroughAllSteps() throws Exception {
        Path steps = folder.resolve("steps");
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults());
                var subject = new CommandSubject("echo >>" + steps, 3, emulator.environment())) {
            Map<Step, Measurement> ours = new Trial(emulator).run(subject);

            assertThat(steps).hasContent("preview 3\nup 3\nunchanged 3\nrefresh 3\nrename 3\ndestroy 3");
            assertThat(new Comparison(3, "other", ours, ours).table().lines())
                    .hasSize(4 + Step.values().length)
                    .anyMatch(line -> line.startsWith("| rename | "));
        }
    }

    @Test
    void failureOfACommandShowsWhatItSaid() throws Exception {
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults());
                var subject = new CommandSubject("echo no such provider; exit 1;", 3, emulator.environment())) {
            assertThatThrownBy(() -> new Trial(emulator).run(subject))
                    .hasMessageContaining("preview failed")
                    .hasMessageContaining("no such provider");
        }
    }
}
