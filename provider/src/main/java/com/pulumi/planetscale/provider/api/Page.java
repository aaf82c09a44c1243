package com.pulumi.planetscale.provider.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list. The last one has no next.
record Page(@Nullable List<JsonNode> data, @Nullable Integer nextPage) {}
