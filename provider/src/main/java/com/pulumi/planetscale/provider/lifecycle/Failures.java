package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.resource.OperationException;
import java.io.IOException;

/// Failures as findings.
public final class Failures {
    private Failures() {}

    /// What a failed verb has to say.
    public static Finding finding(IOException failure) {
        return failure instanceof OperationException explained
                ? explained.finding()
                : Finding.refusal(Path.ROOT, String.valueOf(failure.getMessage()), "");
    }

    /// What a fault of ours has to say.
    public static Finding fault(RuntimeException fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return Finding.refusal(
                Path.ROOT,
                "a fault of the PlanetScale provider: " + fault + (trace.length == 0 ? "" : " at " + trace[0]),
                "Please report it. What exists is recorded; run `pulumi up` again to continue.");
    }

    /// What a cancelled verb has to say.
    public static Finding cancelled() {
        return Finding.refusal(Path.ROOT, "cancelled before it was finished", "Run `pulumi up` again to continue.");
    }
}
