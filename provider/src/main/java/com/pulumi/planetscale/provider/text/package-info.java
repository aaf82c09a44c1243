/// What people read: text from outside made harmless before it is shown.
@NullMarked
package com.pulumi.planetscale.provider.text;

import org.jspecify.annotations.NullMarked;
