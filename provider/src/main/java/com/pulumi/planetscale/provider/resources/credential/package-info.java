/// Passwords, roles and service tokens. May use branches, engines, making and owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.credential;

import org.jspecify.annotations.NullMarked;
