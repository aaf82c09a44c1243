import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/// Prints the slowest tests of a build from the reports that Surefire and Failsafe write.
///
///     java SlowestTests.java ROOT SINCE
///
/// ROOT is the folder of the parent project, SINCE the time when the build began: older reports belong to earlier builds.
final class SlowestTests {
    private static final int SHOWN = 20;

    /// A test that has run.
    private record Test(String name, double seconds) {}

    static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        Instant since = Instant.parse(arguments[1]);
        var tests = new ArrayList<Test>();
        for (Path report : reports(root)) {
            if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                tests.addAll(tests(report));
            }
        }
        tests.sort(Comparator.comparingDouble(Test::seconds).reversed());
        System.out.printf(
                Locale.ROOT,
                "%nThe %d slowest of %d tests, which took %.0f s of %.0f s. Tests that run side by side count each.%n%n",
                Math.min(SHOWN, tests.size()),
                tests.size(),
                seconds(tests.subList(0, Math.min(SHOWN, tests.size()))),
                seconds(tests));
        tests.stream()
                .limit(SHOWN)
                .forEach(test -> System.out.printf(Locale.ROOT, "%8.1f s  %s%n", test.seconds(), test.name()));
        System.out.println();
    }

    private static double seconds(List<Test> tests) {
        return tests.stream().mapToDouble(Test::seconds).sum();
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            var reports = new ArrayList<Path>();
            for (Path module : modules.toList()) {
                for (String kind : List.of("surefire-reports", "failsafe-reports")) {
                    Path folder = module.resolve("target").resolve(kind);
                    if (Files.isDirectory(folder)) {
                        try (Stream<Path> files = Files.list(folder)) {
                            files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                                    .forEach(reports::add);
                        }
                    }
                }
            }
            return reports;
        }
    }

    private static List<Test> tests(Path report) throws Exception {
        var cases = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        var tests = new ArrayList<Test>();
        for (int i = 0; i < cases.getLength(); i++) {
            var test = (Element) cases.item(i);
            String type = test.getAttribute("classname").replaceFirst(".*\\.", "");
            // Thousands are grouped.
            double seconds = Double.parseDouble(test.getAttribute("time").replace(",", ""));
            tests.add(new Test(type + "." + test.getAttribute("name"), seconds));
        }
        return tests;
    }
}
