package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.List;

/// A request that is not granted, with the answer that says so. Codes and shapes are those of the API reference.
public final class Refusal extends RuntimeException {
    private final Answer answer;

    private Refusal(int status, String code, String message) {
        this(message, new Answer(status, new View().put("code", code).put("message", message)));
    }

    private Refusal(String message, Answer answer) {
        // No stack trace: a refusal is an ordinary outcome.
        super(message, null, false, false);
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }

    /// Absent, or hidden because the token lacks access: the API does not return which (API reference).
    public static Refusal notFound() {
        return new Refusal(404, "not_found", "Not Found");
    }

    public static Refusal unauthorized() {
        return new Refusal(401, "unauthorized", "Unauthorized");
    }

    /// No token of this kind may ever do it, whatever its accesses.
    public static Refusal forbidden(String message) {
        return new Refusal(403, "unauthorized", message);
    }

    /// What is sent cannot be read.
    public static Refusal badRequest(String message) {
        return new Refusal(400, "bad_request", message);
    }

    /// A parameter is missing, of the wrong type, or none of the values that exist.
    public static Refusal invalid(String message) {
        return new Refusal(400, "invalid_params", message);
    }

    /// A value breaks a rule, or the state of things does not allow it.
    public static Refusal unprocessable(String message) {
        return new Refusal(422, "unprocessable", message);
    }

    /// The code is not documented; clients go by the status.
    @Assumes(Assumption.RATE_LIMIT_CODE)
    public static Refusal tooManyRequests() {
        return new Refusal(429, "too_many_requests", "Too Many Requests");
    }

    public static Refusal notEmulated(String operation) {
        return new Refusal(501, "not_implemented", operation + " is not emulated yet");
    }

    /// The authentication layer's own shape (API reference).
    public static Refusal invalidBearerToken() {
        View body = new View()
                .put("error", "invalid_token")
                .put("error_description", "The access token is invalid")
                .put("state", "unauthorized");
        return new Refusal("invalid_token", new Answer(401, body));
    }

    /// What the rules of the emulated service refuse, as the API answers it.
    static Refusal of(Refused refused) {
        return switch (refused.reason()) {
            case ABSENT -> notFound();
            case INVALID -> invalid(refused.sentence());
            case FORBIDDEN -> forbidden(refused.sentence());
            case NOT_YET -> badRequest(refused.sentence());
            case BUSY -> new Refusal(422, "schema_mutation_blocked", refused.sentence());
            case RULE -> refused.faults().isEmpty() ? unprocessable(refused.sentence()) : faulty(refused.faults());
        };
    }

    /// A body of another shape than `code` and `message` (API reference).
    private static Refusal faulty(List<Refused.Fault> faults) {
        List<View> errors = faults.stream()
                .map(fault -> new View()
                        .put("namespace", fault.namespace())
                        .put("name", fault.name())
                        .put("errors", List.of(fault.message())))
                .toList();
        return new Refusal("unprocessable", new Answer(422, new View().put("errors", errors)));
    }
}
