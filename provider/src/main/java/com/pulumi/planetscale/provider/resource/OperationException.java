package com.pulumi.planetscale.provider.resource;

import com.pulumi.planetscale.provider.property.Finding;
import java.io.IOException;

/// A verb cannot go on, for a reason that its author can explain.
public final class OperationException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    public OperationException(Finding finding) {
        super(finding.text());
        this.finding = finding;
    }

    /// The explanation.
    public Finding finding() {
        return finding;
    }
}
