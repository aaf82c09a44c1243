/// The list of all kinds of objects at PlanetScale and of all functions; a package below it holds each kind. It alone
/// knows them all.
@NullMarked
package com.pulumi.planetscale.provider.resources;

import org.jspecify.annotations.NullMarked;
