package com.pulumi.planetscale.provider.benchmark;

import java.io.IOException;

/// A tool that takes some objects through all steps.
interface Subject extends AutoCloseable {
    /// The command for a step.
    ProcessBuilder command(Step step) throws IOException;

    /// How large the state is that the tool keeps, in bytes; zero if that is not known.
    long stateBytes();

    @Override
    void close();
}
