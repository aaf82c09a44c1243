/// The service token and its organization: the settings of the provider, what the token may do, the lookup of the
/// organization. May use owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.account;

import org.jspecify.annotations.NullMarked;
