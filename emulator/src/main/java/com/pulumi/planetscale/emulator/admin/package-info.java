/// What a test or a person does behind the API's back.
@NullMarked
package com.pulumi.planetscale.emulator.admin;

import org.jspecify.annotations.NullMarked;
