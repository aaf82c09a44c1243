/// Teams of an organization, their members, and the members of the organization. May use making and owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.people;

import org.jspecify.annotations.NullMarked;
