package com.pulumi.planetscale.provider.benchmark;

import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.PluginProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How long the packaged plugin takes to start, beside a Java that does nothing. Both are measured in turns,
/// since ratios mean something on a machine that does other things too, and milliseconds do not.
public final class StartUp {
    /// `java -version` of the JDK that runs this, as it was installed.
    public static final String BASELINE = "`java -version` of the JDK";

    public static final String PORT = "plugin: port line";
    public static final String FIRST_REPLY = "plugin: first reply";
    public static final String FIRST_CHECK = "plugin: configured, and a resource checked";

    private static final Path PLUGIN =
            Path.of("target/plugin/pulumi-resource-planetscale").toAbsolutePath();
    private static final Map<String, Object> SHOP = Map.of("name", "shop", "clusterSize", "PS_10");

    private final Map<String, List<Long>> nanos = new LinkedHashMap<>();

    private StartUp() {}

    /// Starts both a number of times.
    public static StartUp measured(int rounds) throws Exception {
        var starts = new StartUp();
        for (int round = 0; round < rounds; round++) {
            starts.java();
            starts.plugin();
        }
        return starts;
    }

    private void java() throws Exception {
        long begin = System.nanoTime();
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        note(BASELINE, begin);
        if (status != 0) {
            throw new IllegalStateException("java -version ended with " + status);
        }
    }

    private void plugin() throws Exception {
        long begin = System.nanoTime();
        try (var plugin = PluginProcess.start(PLUGIN, Map.of(), "127.0.0.1:9")) {
            note(PORT, begin);
            try (var engine = PlayedEngine.connect(plugin.port())) {
                var _ = engine.handshake();
                note(FIRST_REPLY, begin);
                engine.configure(Map.of("serviceTokenId", "id", "serviceToken", "token", "organization", "acme"));
                var _ = engine.check("Database", "shop", Map.of(), SHOP);
                note(FIRST_CHECK, begin);
            }
        }
    }

    private void note(String what, long begin) {
        nanos.computeIfAbsent(what, _ -> new ArrayList<>()).add(System.nanoTime() - begin);
    }

    /// What was measured, in order.
    public List<String> measures() {
        return List.copyOf(nanos.keySet());
    }

    /// Milliseconds; the median.
    public double milliseconds(String what) {
        List<Long> times = nanos.getOrDefault(what, List.of()).stream().sorted().toList();
        return times.get(times.size() / 2) / 1e6;
    }

    /// How many times as long as the baseline.
    public double ratio(String what) {
        return milliseconds(what) / milliseconds(BASELINE);
    }
}
