package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.lifecycle.Context.NameProposal;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import java.util.Optional;
import java.util.function.Consumer;

/// Names resources that the program leaves unnamed.
final class Names {
    private Names() {}

    /// The inputs with a name: the one given, else the one it had, else a made-up one.
    static PropertyMap fill(
            Schema schema, PropertyMap oldInputs, PropertyMap inputs, Context context, Consumer<Finding> findings) {
        Optional<Naming> naming = schema.naming();
        if (naming.isEmpty() || inputs.has(naming.get().property())) {
            return inputs;
        }
        Value old = oldInputs.value(naming.get().property());
        if (old.present()) {
            return inputs.with(naming.get().property().name(), old);
        }
        NameProposal proposal = context.proposal().orElse(new NameProposal(NameProposal.Mode.PROPOSE, ""));
        return switch (proposal.mode()) {
            case DISABLE -> {
                findings.accept(Finding.refusal(
                        naming.get().property(),
                        "it is missing, and the project's `pulumi:autonaming` forbids generating one",
                        "Set it."));
                yield inputs;
            }
            case ENFORCE -> inputs.with(naming.get().property(), proposal.name());
            case PROPOSE -> inputs.with(naming.get().property(), made(naming.get(), proposal, context));
        };
    }

    private static String made(Naming naming, NameProposal proposal, Context context) {
        return proposal.name().isEmpty() ? naming.make(context.label(), context.seed()) : naming.fit(proposal.name());
    }
}
