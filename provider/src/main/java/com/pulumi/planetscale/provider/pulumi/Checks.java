package com.pulumi.planetscale.provider.pulumi;

import com.google.protobuf.Struct;
import com.pulumi.planetscale.provider.lifecycle.Context.NameProposal;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;

/// Checks as the protocol has them.
final class Checks {
    private Checks() {}

    /// Inputs that were checked, and what is wrong with them.
    static CheckResponse answer(Struct inputs, List<Finding> findings, UnaryOperator<String> mask) {
        return CheckResponse.newBuilder()
                .setInputs(inputs)
                .addAllFailures(failures(findings, mask))
                .build();
    }

    /// The field for the property stays empty: the engine would print its value, secrets included.
    static List<CheckFailure> failures(List<Finding> findings, UnaryOperator<String> mask) {
        return findings.stream()
                .map(finding -> CheckFailure.newBuilder()
                        .setReason(mask.apply(finding.text()))
                        .build())
                .toList();
    }

    /// Shows what a preview found, and stops it at what it may not pass.
    ///
    /// @return the state as far as it is known
    static PropertyMap shown(Operation operation, Lifecycle.Preview preview, UnaryOperator<String> mask) {
        List<Finding> refusals = preview.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        preview.findings().stream()
                .filter(finding -> finding.severity() != Severity.ERROR)
                .forEach(operation::say);
        if (!refusals.isEmpty()) {
            throw Failure.refused(refusals, mask);
        }
        return preview.planned();
    }

    /// The name that the engine or the project's rules propose.
    static Optional<NameProposal> proposal(CheckRequest request) {
        if (!request.hasAutonaming()) {
            return Optional.empty();
        }
        var mode = switch (request.getAutonaming().getMode()) {
            case ENFORCE -> NameProposal.Mode.ENFORCE;
            case DISABLE -> NameProposal.Mode.DISABLE;
            case PROPOSE, UNRECOGNIZED -> NameProposal.Mode.PROPOSE;
        };
        return Optional.of(new NameProposal(mode, request.getAutonaming().getProposedName()));
    }
}
