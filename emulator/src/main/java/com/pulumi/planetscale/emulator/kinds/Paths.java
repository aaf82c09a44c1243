package com.pulumi.planetscale.emulator.kinds;

/// How the paths of most operations begin.
final class Paths {
    static final String ORGANIZATION = "/organizations/{organization}";
    static final String DATABASE = ORGANIZATION + "/databases/{database}";
    static final String BRANCH = DATABASE + "/branches/{branch}";

    private Paths() {}
}
