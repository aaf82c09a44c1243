package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Memory;
import com.pulumi.planetscale.provider.resource.Resource;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// The last thing that a run says: what earlier ones, which were cut off, have left for resources that this run did not
/// come across. A program that does not declare a resource any more is never heard to say so, and an engine that has
/// not recorded an object does not ask for its deletion.
///
/// An engine shows what is logged while it ends providers, and waits five seconds for each (Pulumi 3.259).
///
/// @param kinds all kinds of objects, by name
/// @param met the URNs that the engine has asked about
record Farewell(Operations operations, Memory memory, Map<String, Schema> kinds, Set<String> met) {
    private static final Duration FOR_LOOKING = Duration.ofSeconds(3);
    private static final Duration FOR_SAYING = Duration.ofSeconds(1);

    /// Returns in time, whether PlanetScale answers or not.
    void say() {
        Thread last = Thread.ofVirtual().name("farewell").start(this::look);
        try {
            if (!last.join(FOR_LOOKING)) {
                last.interrupt();
                var _ = last.join(FOR_SAYING);
            }
        } catch (InterruptedException _) {
            last.interrupt();
        }
    }

    private void look() {
        try {
            operations.run("", "", 0, () -> Resource.USUAL_PATIENCE, operation -> {
                memory.unmet(operation, kinds, this::isMissing).forEach(operation::say);
                return true;
            });
        } catch (Exception e) {
            System.getLogger(Farewell.class.getName())
                    .log(System.Logger.Level.DEBUG, "left-overs cannot be named [reason={0}]", e.getClass());
        }
    }

    private boolean isMissing(String resource) {
        return !met.contains(resource) && met.stream().anyMatch(urn -> resource.startsWith(Urn.stack(urn)));
    }
}
