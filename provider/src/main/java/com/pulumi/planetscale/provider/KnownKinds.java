package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.provider.lifecycle.Backend;
import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.pulumi.ConsoleOperation;
import com.pulumi.planetscale.provider.report.Kinds;
import com.pulumi.planetscale.provider.resource.RealTime;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the provider's kinds declare, for a report.
///
/// @param knowsPrices whether PlanetScale is asked for prices; otherwise no call is made
record KnownKinds(Catalog catalog, boolean knowsPrices) implements Kinds {
    /// The kinds of a backend.
    ///
    /// @param prices whether to ask PlanetScale for prices, with the settings of the environment
    /// @throws IOException if the environment lacks a setting
    static KnownKinds of(Backend backend, boolean prices) throws IOException {
        PropertyMap settings = PropertyMap.EMPTY;
        if (prices) {
            settings = EnvironmentSettings.of(backend, PropertyMap.EMPTY);
        } else {
            for (Property<?> needed : backend.needed()) {
                settings = settings.with(needed.name(), new Value.Text("none"));
            }
        }
        return new KnownKinds(backend.connect(settings), prices);
    }

    @Override
    public Optional<String> lostWith(String kind, Map<String, Object> state) {
        return catalog.resource(kind).flatMap(resource -> resource.lostWith(properties(state)));
    }

    @Override
    public Optional<Rotation> rotation(String kind) {
        return catalog.resource(kind)
                .filter(Resource.Credential.class::isInstance)
                .map(Resource.Credential.class::cast)
                .map(credential -> new Rotation(
                        credential.rotating().stream().map(Property::name).collect(Collectors.toSet()),
                        credential.isRevokedWhenDeleted()));
    }

    @Override
    public Optional<String> priceOfDeleted(String kind, Map<String, Object> state) {
        if (!knowsPrices || !(catalog.resource(kind).orElse(null) instanceof Resource.Priced priced)) {
            return Optional.empty();
        }
        var operation = new ConsoleOperation(new RealTime(), _ -> {});
        try {
            return priced.priceOfDeleted(operation, properties(state)).map(Finding::text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static PropertyMap properties(Map<String, Object> json) {
        var values = new LinkedHashMap<String, Value>();
        json.forEach((name, value) -> values.put(name, value(value)));
        return PropertyMap.of(values);
    }

    private static Value value(@Nullable Object json) {
        return switch (json) {
            case String text -> new Value.Text(text);
            case Boolean bool -> new Value.Bool(bool);
            case Integer number -> new Value.Int(number);
            case Long number -> new Value.Int(number);
            case Number number -> new Value.Decimal(number.doubleValue());
            case List<?> elements ->
                new Value.ListOf(elements.stream().map(KnownKinds::value).toList());
            case Map<?, ?> entries -> {
                var values = new LinkedHashMap<String, Value>();
                entries.forEach((name, entry) -> values.put(String.valueOf(name), value(entry)));
                yield new Value.MapOf(values);
            }
            case null, default -> Value.absent();
        };
    }
}
