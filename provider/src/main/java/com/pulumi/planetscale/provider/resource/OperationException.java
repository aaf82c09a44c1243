package com.pulumi.planetscale.provider.resource;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.io.IOException;

/// A verb cannot go on, for a reason that its author can explain.
public final class OperationException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;
    private final transient PropertyMap learned;

    public OperationException(Finding finding) {
        this(finding, PropertyMap.EMPTY);
    }

    /// @param learned what the API returned about the object until then, which is worth recording although it stops
    ///     here
    public OperationException(Finding finding, PropertyMap learned) {
        super(finding.text());
        this.finding = finding;
        this.learned = learned;
    }

    /// The explanation.
    public Finding finding() {
        return finding;
    }

    /// What the API returned until then, under the names of the properties.
    public PropertyMap learned() {
        return learned;
    }
}
