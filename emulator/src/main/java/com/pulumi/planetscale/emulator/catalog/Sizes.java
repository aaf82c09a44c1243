package com.pulumi.planetscale.emulator.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The cluster sizes of both engines, and the sizes of VTGates, smallest first.
public final class Sizes {
    public static final Sizes CATALOG = new Sizes(Catalogs.read("sizes.json", new TypeReference<>() {}));

    private final List<Size> clusters;
    private final List<Vtgate> vtgates;

    private record File(List<Size> clusters, List<Vtgate> vtgates) {}

    private Sizes(File file) {
        clusters = List.copyOf(file.clusters());
        vtgates = List.copyOf(file.vtgates());
    }

    public List<Size> of(Engine engine) {
        return clusters.stream().filter(size -> size.engine() == engine).toList();
    }

    /// A size by its full name; the display form with hyphens is accepted too (API reference).
    public Optional<Size> find(Engine engine, String name) {
        String normalized = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return of(engine).stream()
                .filter(size -> size.name().equals(normalized))
                .findFirst();
    }

    /// A size by its full name, or on PostgreSQL by a short one such as `PS_10`, which becomes the region's own: ARM
    /// where there is any (API reference).
    public Optional<Size> find(Engine engine, String name, Region region) {
        return find(engine, name)
                .or(() -> find(engine, name + "_" + region.provider() + "_ARM"))
                .or(() -> find(engine, name + "_" + region.provider() + "_X86"));
    }

    /// A size that is known to exist.
    ///
    /// @throws IllegalArgumentException if there is no such size
    public Size get(Engine engine, String name) {
        return find(engine, name).orElseThrow(() -> new IllegalArgumentException("No cluster size " + name));
    }

    public Optional<Vtgate> findVtgate(String name) {
        String normalized = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return vtgates.stream()
                .filter(vtgate -> vtgate.name().equals(normalized))
                .findFirst();
    }

    /// A VTGate size that is known to exist.
    ///
    /// @throws IllegalArgumentException if there is no such size
    public Vtgate vtgate(String name) {
        return findVtgate(name).orElseThrow(() -> new IllegalArgumentException("No VTGate size " + name));
    }
}
