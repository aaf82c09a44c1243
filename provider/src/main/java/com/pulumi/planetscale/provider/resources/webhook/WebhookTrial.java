package com.pulumi.planetscale.provider.resources.webhook;

import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.DATABASE;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.SEND_TEST_EVENT;
import static com.pulumi.planetscale.provider.resources.webhook.WebhookProperties.URL;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends a test event to a new webhook and sees what becomes of it. A webhook whose receiver is not there yet is
/// a webhook all the same, so nothing here is more than a warning.
///
/// @param path the webhook
/// @param state the webhook as recorded
record WebhookTrial(Api api, ApiPath path, PropertyMap state) {
    /// What a receiver has to do (documentation of webhooks, November 2026).
    static final String ANSWER = "Make sure that the receiver answers within two seconds with a 2xx status.";

    private static final int LOOKS = 4;
    /// As long as PlanetScale waits for a receiver.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /// What a webhook tells of the last event.
    private record Last(
            @Nullable String lastSentAt,
            @Nullable Boolean lastSentSuccess,
            @Nullable String lastSentResult) {}

    void run(Operation operation) throws IOException, InterruptedException {
        try {
            Last before = api.get(path, Last.class);
            var _ = api.send("POST", path.then("/test"), Map.of(), Last.class);
            result(operation, before).ifPresent(operation::say);
        } catch (ApiException failure) {
            operation.say(Finding.warning(
                    SEND_TEST_EVENT,
                    "the webhook was made, but not tested: " + failure.getMessage(),
                    "Test it with `" + command("test") + "`."));
        }
    }

    private Optional<Finding> result(Operation operation, Last before) throws IOException, InterruptedException {
        operation.status("waiting for the result of the test event");
        for (int look = 0; look < LOOKS; look++) {
            operation.pause(BETWEEN_LOOKS);
            Last last = api.get(path, Last.class);
            if (!Objects.equals(last.lastSentAt, before.lastSentAt)) {
                return Boolean.TRUE.equals(last.lastSentSuccess)
                        ? Optional.empty()
                        : Optional.of(Finding.warning(
                                URL,
                                "the receiver did not accept the test event" + inBrackets(last.lastSentResult),
                                ANSWER + " Test it again with `" + command("test") + "`."));
            }
        }
        return Optional.of(Finding.warning(
                SEND_TEST_EVENT,
                "the test event has no result yet",
                "Check its result with `" + command("show") + "`."));
    }

    /// PlanetScale's words for what became of an event, where it has some.
    static String inBrackets(@Nullable String lastSentResult) {
        return lastSentResult == null || lastSentResult.isBlank() ? "" : " (last result: " + lastSentResult + ")";
    }

    private String command(String verb) {
        return "pscale webhook " + verb + " " + state.get(DATABASE) + " " + state.get(Owners.PUBLIC_ID) + " --org "
                + state.get(Owners.ORGANIZATION);
    }
}
