package com.pulumi.planetscale.emulator.http;

/// What a piece of a path may be: an object's public id, its name, or either.
public enum PathKey {
    ID,
    NAME,
    NAME_OR_ID
}
