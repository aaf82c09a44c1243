package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.plan.Change;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Call;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The calls that a plan comes down to, from what kinds declare. Steps that follow a creation are not among
/// them: which of those run, only the new object tells.
final class PlannedCalls {
    private PlannedCalls() {}

    static List<Call> of(Resource resource, Plan plan, PropertyMap state, PropertyMap inputs) {
        return switch (plan) {
            case Plan.Update update -> changing(resource, update.changes(), state, inputs);
            case Plan.Replace _ -> resource.creating(inputs);
            case Plan.Keep _, Plan.Refuse _ -> List.of();
        };
    }

    private static List<Call> changing(Resource resource, List<Change> changes, PropertyMap state, PropertyMap inputs) {
        if (!(resource instanceof Resource.Updatable updatable)) {
            return List.of();
        }
        Set<String> changed =
                changes.stream().map(change -> change.path().property()).collect(Collectors.toSet());
        boolean somethingIsDue = changes.stream().anyMatch(change -> !change.ofInput());
        return updatable.steps().stream()
                .filter(step -> brings(step, changed)
                        || (somethingIsDue && step.properties().isEmpty()))
                .map(step ->
                        step.calling().of(state, inputs).below(resource.schema().member()))
                .distinct()
                .toList();
    }

    private static boolean brings(Step step, Set<String> changed) {
        return step.properties().stream().map(Property::name).anyMatch(changed::contains);
    }
}
