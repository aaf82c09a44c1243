/// Creating an object exactly once: the note of a request, the search for its object after a lost answer, what is left
/// over.
/// May use owners.
@NullMarked
package com.pulumi.planetscale.provider.resources.making;

import org.jspecify.annotations.NullMarked;
