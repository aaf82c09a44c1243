package com.pulumi.planetscale.emulator.http;

/// Answers one operation. What it throws as [Refusal], or the rules as `Refused`, is answered as the API does.
@FunctionalInterface
public interface Handler {
    /// Of an operation that is refused before it gets to its handler.
    Handler NEVER = call -> {
        throw new IllegalStateException(call.path() + " has no handler");
    };

    Answer handle(Call call);
}
