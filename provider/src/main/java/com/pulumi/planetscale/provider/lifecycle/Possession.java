package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.plan.Unkept;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Memory;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Taken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which object belongs to which resource of the program: no two resources have the same one, and none is deleted that
/// another one has.
///
/// @param identities what this run knows of objects, shared by all kinds
/// @param memory what this machine remembers of interrupted runs
record Possession(Resource resource, Identities identities, Memory memory) {
    /// Notices that the engine has an object for a resource, and names what else was made for it.
    void recorded(Operation operation, PropertyMap state) throws InterruptedException {
        identities.learn(schema(), state);
        identities.records().hold(operation, schema(), state);
        if (state.value(Identities.PUBLIC_ID).plain() instanceof Value.Text(var id)) {
            memory.leftOvers(operation, schema(), Optional.of(id)).forEach(left -> operation.say(left.warning()));
        }
    }

    /// Notices what an object that exists is to have, and why it cannot: another resource has just got it.
    Optional<Finding> planned(Operation operation, PropertyMap state, PropertyMap inputs, Plan plan) {
        boolean deletesFirst = plan instanceof Plan.Replace replace && replace.deleteFirst();
        identities.claims().deletesFirst(operation, deletesFirst);
        if (plan instanceof Plan.Replace) {
            var _ = identities.claims().staysNot(operation);
        } else {
            identities.claims().stays(operation, state);
        }
        return claim(operation, inputs, plan instanceof Plan.Replace);
    }

    /// Takes back what a plan has claimed that is only shown: the program may not declare the resource any more.
    void shown(Operation operation) {
        identities.claims().deletesFirst(operation, false);
        var _ = identities.claims().staysNot(operation);
        identities.claims().release(operation);
    }

    /// What a new object does not keep of one that its plan keeps: the program has the engine replace that one, such
    /// as by `replaceOnChanges`. For `--replace`, engines do not ask for a plan, so the old object is not known.
    List<Finding> forced(Operation operation, PropertyMap inputs) {
        return identities
                .claims()
                .staysNot(operation)
                .map(state -> Unkept.of(schema(), state, inputs, resource.lostWith(state)))
                .orElse(List.of());
    }

    /// What stands against a new object, and what earlier runs have left for it; for a preview.
    List<Finding> beforeCreate(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        List<Memory.LeftOver> leftOvers = memory.leftOvers(operation, schema(), Optional.empty());
        leftOvers.forEach(left -> findings.add(left.warning()));
        boolean ownerIsNew = identities.claims().isOwnerNew(schema(), inputs);
        Optional<Finding> claimed = claim(operation, inputs, true);
        claimed.ifPresent(findings::add);
        if (claimed.isEmpty() && !ownerIsNew && resource instanceof Resource.Unique unique) {
            unique.taken(operation, inputs)
                    .filter(there ->
                            leftOvers.stream().noneMatch(left -> left.publicId().equals(there.publicId())))
                    .flatMap(there -> judged(operation, there))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /// What stands against another name for an object; for a preview.
    List<Finding> beforeChange(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        if (!(resource instanceof Resource.Unique unique)
                || unique.claim(inputs).equals(unique.claim(state))) {
            return List.of();
        }
        return unique
                .taken(operation, inputs)
                .filter(there -> !state.value(Identities.PUBLIC_ID).plain().equals(new Value.Text(there.publicId())))
                .flatMap(there -> judged(operation, there))
                .stream()
                .toList();
    }

    /// Claims what a new object is to have.
    ///
    /// @throws OperationException if another resource of the program has it
    void claim(Operation operation, PropertyMap inputs) throws OperationException {
        Optional<Finding> refusal = claim(operation, inputs, true);
        if (refusal.isPresent()) {
            throw new OperationException(refusal.get());
        }
    }

    private Optional<Finding> claim(Operation operation, PropertyMap inputs, boolean isNew) {
        return resource instanceof Resource.Unique unique
                ? unique.claim(inputs).flatMap(what -> identities.claims().claim(operation, schema(), what, isNew))
                : Optional.empty();
    }

    /// Whether an object of the same name matters: not if it is to be deleted first, and perhaps not if another
    /// resource of the program has it, which is called something else after this run.
    private Optional<Finding> judged(Operation operation, Taken there) {
        for (Records.Holder holder : identities.records().of(schema(), there.publicId())) {
            if (holder.resource().equals(operation.resource())) {
                return identities.claims().deletesFirst(operation)
                        ? Optional.empty()
                        : Optional.of(Finding.warning(
                                there.what() + ", and is what the resource has now",
                                "This succeeds only if it is deleted first, as with the resource option"
                                        + " `deleteBeforeReplace`."));
            }
            if (identities.claims().hasClaimed(holder.resource())) {
                return Optional.of(Finding.warning(
                        there.what() + ", and belongs to the resource `" + holder.label() + "` of this program",
                        "This succeeds only if that one has got its other " + there.key() + " before: let this"
                                + " resource depend on it with `dependsOn`."));
            }
        }
        return Optional.of(there.refusal(operation.label()));
    }

    /// Why an object is not deleted: the program continues with it in another record.
    Optional<Finding> kept(Operation operation, PropertyMap state) {
        Optional<String> other = identities.records().other(operation, schema(), state);
        identities.records().release(operation, state);
        return other.map(label -> Finding.warning(
                schema().name() + " `" + schema().path(state).orElse("?") + "` was not deleted, since the resource `"
                        + label + "` of this program still uses this object",
                "If another one was to take its place, set the resource option `deleteBeforeReplace`, and replace it"
                        + " again."));
    }

    private Schema schema() {
        return resource.schema();
    }
}
