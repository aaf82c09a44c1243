package com.pulumi.planetscale.emulator.network;

import com.pulumi.planetscale.emulator.catalog.Parameters;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.http.Works;
import com.pulumi.planetscale.emulator.model.Bouncer;
import com.pulumi.planetscale.emulator.model.Bouncer.Settings;
import com.pulumi.planetscale.emulator.model.BouncerResize;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.world.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON of PgBouncers.
final class BouncerView {
    static final String SMALLEST = "PGB_5";
    private static final String NAMESPACE = "pgbouncer";
    private static final long MIB = 1L << 20;

    /// Memory in MiB by size (PlanetScale documentation, PgBouncer pricing, has the names).
    static final Map<String, Integer> SIZES = sizes();

    private BouncerView() {}

    private static Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        List.of(5, 10, 20, 40, 80, 160).forEach(size -> sizes.put("PGB_" + size, size * 100));
        return sizes;
    }

    static View of(Call call, Bouncer bouncer) {
        return View.of("PostgresBouncer", bouncer)
                .put("name", bouncer.name)
                .put("sku", sku(bouncer.settings.size()))
                .put("target", bouncer.settings.target())
                .put("replicas_per_cell", bouncer.settings.replicasPerCell())
                .put("deleted_at", null)
                .put("actor", Views.actor(bouncer))
                .put("branch", Views.reference("Branch", call.world().owner(bouncer, Branch.class), null))
                .put("parameters", parameters(bouncer));
    }

    private static View sku(String size) {
        int number = List.copyOf(SIZES.keySet()).indexOf(size);
        return new View()
                .put("name", size)
                .put("display_name", size.replace('_', '-'))
                .put("cpu", "1/" + (1 << Math.max(0, 4 - number)))
                .put("ram", SIZES.getOrDefault(size, 0) * MIB)
                .put("sort_order", number);
    }

    private static List<View> parameters(Bouncer bouncer) {
        return Parameters.CATALOG.all().stream()
                .filter(parameter -> parameter.namespace().equals(NAMESPACE))
                .map(parameter -> new View()
                        .put("id", Ids.derived(bouncer.id(), parameter.name()))
                        .put("namespace", NAMESPACE)
                        .put("name", parameter.name())
                        .put("display_name", parameter.displayName())
                        .put("category", parameter.category())
                        .put("description", parameter.description())
                        .put("immutable", parameter.immutable())
                        .put("parameter_type", parameter.parameterType())
                        .put("default_value", parameter.defaultValue())
                        .put(
                                "value",
                                bouncer.settings.parameters().getOrDefault(parameter.name(), parameter.defaultValue()))
                        .put("required", false)
                        .put("created_at", bouncer.createdAt())
                        .put("updated_at", bouncer.updatedAt)
                        .put("restart", parameter.restart())
                        .put("max", parameter.max() == null ? 0 : parameter.max())
                        .put("min", parameter.min() == null ? 0 : parameter.min())
                        .put("url", "")
                        .put("options", parameter.options())
                        .put("actor", Views.actor(bouncer)))
                .toList();
    }

    static View of(Call call, BouncerResize resize) {
        return Works.view(call, "PostgresBouncerResizeRequest", resize)
                .putAll(settings("", resize.to))
                .putAll(settings("previous_", resize.from))
                .put("bouncer", Views.reference("PostgresBouncer", call.world().owner(resize, Bouncer.class), null));
    }

    private static View settings(String prefix, Settings settings) {
        return new View()
                .put(prefix + "replicas_per_cell", settings.replicasPerCell())
                .put(prefix + "target", settings.target())
                .put(prefix + "parameters", Map.of(NAMESPACE, settings.parameters()))
                .put(prefix + "sku", sku(settings.size()));
    }

    /// Only what was set (the official Terraform provider).
    static View state(Bouncer bouncer) {
        View state = new View()
                .put("id", bouncer.id())
                .put("name", bouncer.name)
                .put("target", bouncer.settings.target())
                .put("bouncer_size", bouncer.settings.size())
                .put("replicas_per_cell", bouncer.settings.replicasPerCell())
                .put("actor", Views.actor(bouncer));
        return bouncer.settings.parameters().isEmpty()
                ? state
                : state.put("parameters", Map.of(NAMESPACE, bouncer.settings.parameters()));
    }
}
