package com.pulumi.planetscale.emulator.model;

/// Network storage of a PostgreSQL branch. Metal has the same fields; there they only say what is on the machine.
///
/// @param type `gp3` on AWS, `hyperdisk_balanced` on GCP
/// @param throughputMibs MiB per second
public record StorageSettings(
        long minimumBytes,
        long maximumBytes,
        boolean autoscaling,
        boolean shrinking,
        String type,
        int iops,
        int throughputMibs) {}
