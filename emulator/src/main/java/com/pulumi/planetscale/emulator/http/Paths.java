package com.pulumi.planetscale.emulator.http;

/// How the paths of most operations begin.
public final class Paths {
    public static final String ORGANIZATION = "/organizations/{organization}";
    public static final String DATABASE = ORGANIZATION + "/databases/{database}";
    public static final String BRANCH = DATABASE + "/branches/{branch}";

    private Paths() {}
}
