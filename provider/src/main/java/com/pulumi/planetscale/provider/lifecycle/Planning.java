package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.plan.Planner;
import com.pulumi.planetscale.provider.plan.Unkept;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// How the next step of an object that exists is decided: which objects the names in the program mean now, what the
/// planner makes of that, and what forbids it.
final class Planning {
    private final Resource resource;
    private final Schema schema;
    private final Identities identities;
    private final NamedObjects named;
    private final Looks looks;
    private final Possession possession;

    /// @param named which objects have the names that the program writes
    /// @param looks what is found at PlanetScale before a step
    Planning(Resource resource, Identities identities, NamedObjects named, Looks looks, Possession possession) {
        this.resource = resource;
        schema = resource.schema();
        this.identities = identities;
        this.named = named;
        this.looks = looks;
        this.possession = possession;
    }

    /// Plans the next step of an object that exists.
    ///
    /// @param given what the program wants now; the provider's settings may be missing, as in a refresh
    /// @param warnings gets what else the user should know
    Plan plan(
            Operation operation,
            String label,
            PropertyMap oldInputs,
            PropertyMap state,
            PropertyMap given,
            List<Path> ignored,
            Consumer<Finding> warnings)
            throws InterruptedException {
        // After a refresh an engine gives what is recorded, as a program may have it: without the provider's settings.
        PropertyMap inputs = Lifecycle.completed(schema, given, state);
        possession.recorded(operation, state);
        NamedObjects.Verdict names = named.judge(operation, oldInputs, state, inputs);
        var settling = new Settled(resource);
        Set<String> settled;
        try {
            settled = settling.among(operation, oldInputs, state, inputs, names.renamed());
        } catch (IOException failure) {
            return new Plan.Refuse(List.of(Failures.finding(failure)));
        }
        var circumstances =
                new Planner.Circumstances(label, operation.now(), ignored, names.renamed(), settled, names.others());
        Plan plan = Planner.plan(schema, oldInputs, state, inputs, circumstances);
        if (plan instanceof Plan.Keep || plan instanceof Plan.Update) {
            Resource.Watching.Seen seen = Watch.of(resource, operation, state, inputs);
            plan = Planner.plan(schema, oldInputs, state, inputs, circumstances, seen.due());
            if (plan instanceof Plan.Keep) {
                // A preview looks around only if something is planned.
                seen.findings().forEach(warnings);
            }
        }
        plan = Doubts.plan(schema, plan, state);
        List<Finding> refusals = new ArrayList<>(names.refusals());
        if (plan instanceof Plan.Refuse(var others)) {
            refusals.addAll(others);
        }
        if (plan instanceof Plan.Update(var _, var after)) {
            identities.exchange(schema, state, after).ifPresent(refusals::add);
        }
        refusals.addAll(looks.contradictions(operation, state, inputs));
        if (plan instanceof Plan.Replace replace) {
            resource.undeletable(state).ifPresent(refusals::add);
            if (names.others().isEmpty() && schema.path(state.with(inputs)).equals(schema.path(state))) {
                refusals.addAll(looks.irreplaceable(operation, state));
            }
            if (replace.deleteFirst() && refusals.isEmpty()) {
                refusals.addAll(looks.beforeDeletion(operation, inputs));
            }
        }
        possession.planned(operation, state, inputs, plan).ifPresent(refusals::add);
        if (!refusals.isEmpty()) {
            return new Plan.Refuse(refusals);
        }
        names.warnings().forEach(warnings);
        if (plan instanceof Plan.Keep || plan instanceof Plan.Update) {
            LostSecrets.of(resource, state).ifPresent(warnings);
        }
        settling.findings(settled).forEach(warnings);
        if (plan instanceof Plan.Replace) {
            resource.delayedDeletion(state).ifPresent(warnings);
            Unkept.of(schema, state, inputs, resource.lostWith(state)).forEach(warnings);
        }
        identities.plan(schema, state, inputs, plan);
        return plan;
    }
}
