package com.pulumi.planetscale.emulator.http;

/// A kind of object of the API. A new one is a class of its own and a line in the list of kinds.
public interface Kind {
    /// Says what is stored, which placeholders lead to it, and what can be done with it.
    void declare(Declarations declarations);
}
