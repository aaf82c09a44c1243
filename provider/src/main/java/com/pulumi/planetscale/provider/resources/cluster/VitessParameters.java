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
/// makes
/// it.
@Assumes(Assumption.CONFIG_CHANGES)
public record VitessParameters(Reads api) {
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
    public static Property<Map<String, String>> property(String name, String doc) {
        return Property.map(
                        name,
                        doc + " Parameters that are not listed stay as they are; one that is removed goes back to the"
                                + " default, which depends on the cluster size. Changed in place.",
                        Type.anyText())
                .defaultsTo(Map.of());
    }

    /// The recorded parameters with the values that they really have; of an object that is looked up for the first
    /// time,
    /// those that are not at their defaults.
    public PropertyMap read(
            ApiPath branch,
            Component component,
            Optional<String> keyspace,
            Property<Map<String, String>> property,
            PropertyMap state)
            throws IOException, InterruptedException {
        Map<String, String> recorded = state.find(property).orElse(Map.of());
        boolean isFirst = !state.has(property) && !state.has(READY);
        if (recorded.isEmpty() && !isFirst) {
            return state.only(List.of(property));
        }
        var values = new LinkedHashMap<String, String>();
        for (Parameter parameter : visible(branch, component, keyspace)) {
            boolean isSet = Boolean.TRUE.equals(parameter.override());
            if (parameter.name() != null
                    && parameter.value() != null
                    && isSet
                    && (isFirst || recorded.containsKey(parameter.name()))) {
                values.put(parameter.name(), parameter.value());
            }
        }
        return PropertyMap.EMPTY.with(property, values);
    }

    /// Recorded objects have it, those that are looked up for the first time have not.
    private static final Property<Boolean> READY = Property.bool("ready", "Whether it is ready.");

    private List<Parameter> visible(ApiPath branch, Component component, Optional<String> keyspace)
            throws IOException, InterruptedException {
        try {
            return api.get(branch.then("/vitess-parameters"), All.class).of(component, keyspace);
        } catch (ApiException hidden) {
            // Which access opens it is not documented, so a token for the rest may lack it.
            return switch (hidden.kind()) {
                case NOT_FOUND, DENIED, INVALID, CONFLICT -> List.of();
                case UNUSABLE_CREDENTIALS, RATE_LIMITED, UNAVAILABLE, MALFORMED -> throw hidden;
            };
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
