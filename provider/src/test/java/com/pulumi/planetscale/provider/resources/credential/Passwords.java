package com.pulumi.planetscale.provider.resources.credential;

import com.pulumi.planetscale.provider.property.Property;
import java.util.Map;

/// What tests of other packages say of a password.
public final class Passwords {
    public static final Property<String> DATABASE = PasswordResource.DATABASE;
    public static final Property<String> BRANCH = PasswordResource.BRANCH;
    public static final Property<String> NAME = PasswordResource.NAME;
    public static final Property<Map<String, String>> ROTATION_TRIGGERS = PasswordResource.ROTATION_TRIGGERS;

    private Passwords() {}
}
