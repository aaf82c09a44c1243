package com.pulumi.planetscale.provider.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list. The last one has no next. One without elements has an empty list of them.
record Page(@Nullable List<JsonNode> data, @Nullable Integer nextPage) implements Answer {
    @Override
    public boolean isWhole() {
        return data != null;
    }
}
