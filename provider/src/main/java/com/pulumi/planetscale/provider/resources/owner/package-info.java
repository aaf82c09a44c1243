/// What every kind of object shares: the properties and paths of its owners, what is known of them, times and actors.
/// Depends on no other kind.
@NullMarked
package com.pulumi.planetscale.provider.resources.owner;

import org.jspecify.annotations.NullMarked;
