package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.api.Answer;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Operation;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parameters of VTGates, VTTablets and MySQL servers; [ConfigChanges] changes them.
///
/// PlanetScale's OpenAPI description lacks the call; its documentation describes it, and its official command line
/// makes it.
@Assumes(Assumption.CONFIG_CHANGES)
public record VitessParameters(Reads api) {
    /// Recorded objects have it, those that are looked up for the first time have not.
    private static final Property<Boolean> READY = Property.bool("ready", "Whether it is ready.");

    /// What has parameters of its own.
    public enum Component {
        /// The VTGates of a branch.
        VTGATE("vtgate"),
        /// The VTTablets of a keyspace.
        VTTABLET("vttablet"),
        /// The MySQL servers of a keyspace.
        MYSQLD("mysqld");

        final String type;

        Component(String type) {
            this.type = type;
        }
    }

    private record Parameter(
            @Nullable String name,
            @Nullable String value,
            @Nullable Boolean override,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable List<String> options) {
        ParameterRule rule() {
            return new ParameterRule(null, name, min, max, options, false);
        }
    }

    private record All(
            @Nullable List<Parameter> vtgate, @Nullable Map<String, Map<String, List<Parameter>>> keyspaces)
            implements Answer {
        /// Without either, it says nothing, not that there are no parameters.
        @Override
        public boolean isWhole() {
            return vtgate != null || keyspaces != null;
        }

        List<Parameter> of(Component component, Optional<String> keyspace) {
            List<Parameter> found = component == Component.VTGATE
                    ? vtgate
                    : keyspace.flatMap(name -> Optional.ofNullable(keyspaces).map(all -> all.get(name)))
                            .map(all -> all.get(component.type))
                            .orElse(null);
            return Objects.requireNonNullElse(found, List.of());
        }
    }

    /// The input that holds such parameters.
    ///
    /// @param value what a parameter may be set to
    public static Property<Map<String, String>> property(String name, String doc, Type<String> value) {
        return Property.map(
                        name,
                        doc + " Parameters that are not listed stay as they are; one that is removed goes back to the"
                                + " default, which depends on the cluster size. Changed in place.",
                        value)
                .defaultsTo(Map.of());
    }

    /// The recorded parameters with the values that they really have; of an object that is looked up for the first
    /// time, those that are not at their defaults. What the token may not see stays as recorded, with a warning.
    ///
    /// @param parameters which property holds the parameters of which component
    public PropertyMap read(
            Operation operation,
            ApiPath branch,
            Optional<String> keyspace,
            Map<Property<Map<String, String>>, Component> parameters,
            PropertyMap state)
            throws IOException, InterruptedException {
        boolean isFirst = !state.has(READY);
        PropertyMap recorded = state.only(List.copyOf(parameters.keySet()));
        if (!isFirst
                && parameters.keySet().stream()
                        .allMatch(property ->
                                recorded.find(property).orElse(Map.of()).isEmpty())) {
            return recorded;
        }
        All all;
        try {
            all = api.get(branch.then("/vitess-parameters"), All.class);
        } catch (ApiException hidden) {
            requireHidden(hidden);
            operation.say(Finding.warning(
                    parameters.keySet().iterator().next(),
                    "the parameters of `" + keyspace.orElse(branch.segments().getLast()) + "` are not read: "
                            + hidden.getMessage(),
                    "Give the service token this access, then run again."));
            return recorded;
        }
        PropertyMap read = PropertyMap.EMPTY;
        for (var part : parameters.entrySet()) {
            Map<String, String> before = recorded.find(part.getKey()).orElse(Map.of());
            boolean isNew = isFirst && !recorded.has(part.getKey());
            if (!isNew && before.isEmpty()) {
                read = read.with(recorded.only(List.of(part.getKey())));
                continue;
            }
            var values = new LinkedHashMap<String, String>();
            for (Parameter parameter : all.of(part.getValue(), keyspace)) {
                if (parameter.name() != null
                        && parameter.value() != null
                        && Boolean.TRUE.equals(parameter.override())
                        && (isNew || before.containsKey(parameter.name()))) {
                    values.put(parameter.name(), parameter.value());
                }
            }
            read = read.with(part.getKey(), values);
        }
        return read;
    }

    /// Which access opens the list is not documented, so a token for the rest may lack it.
    private static void requireHidden(ApiException failure) throws ApiException {
        switch (failure.kind()) {
            case NOT_FOUND, DENIED, INVALID, CONFLICT -> {}
            case UNUSABLE_CREDENTIALS, RATE_LIMITED, UNAVAILABLE, MALFORMED -> throw failure;
        }
    }

    private List<Parameter> visible(ApiPath branch, Component component, Optional<String> keyspace)
            throws IOException, InterruptedException {
        try {
            return api.get(branch.then("/vitess-parameters"), All.class).of(component, keyspace);
        } catch (ApiException hidden) {
            requireHidden(hidden);
            return List.of();
        }
    }

    /// Why PlanetScale would refuse the parameters that a program changes, as far as its own list says so.
    public List<Finding> problems(
            ApiPath branch,
            Component component,
            Optional<String> keyspace,
            Property<Map<String, String>> property,
            PropertyMap state,
            PropertyMap inputs)
            throws IOException, InterruptedException {
        if (inputs.find(property).filter(wanted -> !wanted.isEmpty()).isEmpty()
                || inputs.differing(state, List.of(property)).isEmpty()) {
            return List.of();
        }
        List<Parameter> all = visible(branch, component, keyspace);
        List<ParameterRule> rules = all.stream().map(Parameter::rule).toList();
        var findings = new ArrayList<Finding>();
        if (!all.isEmpty()) {
            inputs.get(property)
                    .forEach((name, value) -> ParameterRule.problem(rules, name, value)
                            .map(why ->
                                    Finding.refusal(Path.of(property.name()).then(name), why.summary(), why.remedy()))
                            .ifPresent(findings::add));
        }
        return findings;
    }
}
