/// What the official Terraform provider has, and how its state becomes an import file.
@NullMarked
package com.pulumi.planetscale.provider.terraform;

import org.jspecify.annotations.NullMarked;
