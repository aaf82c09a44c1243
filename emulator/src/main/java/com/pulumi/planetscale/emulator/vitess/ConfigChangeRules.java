package com.pulumi.planetscale.emulator.vitess;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.catalog.VitessParameter;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.ConfigChange;
import com.pulumi.planetscale.emulator.world.Refused;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which changes of parameters can be drafted, submitted and cancelled.
final class ConfigChangeRules {
    private ConfigChangeRules() {}

    /// Values by name; null goes back to the default.
    static Map<String, @Nullable String> options(Values body, String type) {
        Map<String, JsonNode> given = body.object("options")
                .orElseThrow(() -> Refused.invalid("Missing required parameter: options"))
                .all();
        Refused.when(given.isEmpty(), "options cannot be empty");
        Map<String, @Nullable String> options = new LinkedHashMap<>();
        given.forEach((name, value) -> options.put(name, checked(type, name, value)));
        return options;
    }

    static void checkFree(boolean hasUnfinished, String type) {
        Refused.when(hasUnfinished, "There is already an unfinished change of the " + type + " parameters");
    }

    static void checkDrafts(List<String> ids, List<ConfigChange> drafts) {
        Refused.when(ids.isEmpty() || drafts.size() != ids.size(), "ids must be those of drafts of this branch");
    }

    static void checkCancelable(ConfigChange change, Instant now) {
        Refused.when(!change.draft() && !change.queued(now), "Only drafts and queued changes can be canceled");
    }

    private static @Nullable String checked(String type, String name, JsonNode value) {
        VitessParameter parameter = VitessParameter.find(type, name)
                .orElseThrow(() -> Refused.because(name + " is not a parameter of " + type));
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Refused.invalid(name + " must be a string");
        }
        parameter.fault(value.textValue()).ifPresent(fault -> {
            throw Refused.because(fault);
        });
        return value.textValue();
    }
}
