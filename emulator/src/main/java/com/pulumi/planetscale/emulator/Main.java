package com.pulumi.planetscale.emulator;

/// Starts the emulator.
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        System.err.println(arguments.length);
    }
}
