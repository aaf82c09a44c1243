package com.pulumi.planetscale.emulator.http;

/// Answers one operation, or throws a [Refusal].
@FunctionalInterface
public interface Handler {
    Answer handle(Call call);
}
