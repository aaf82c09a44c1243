package com.pulumi.planetscale.provider.pulumi;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.pulumi.planetscale.provider.lifecycle.Failures;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import pulumirpc.Provider.ConfigureErrorMissingKeys;
import pulumirpc.Provider.ErrorResourceInitFailed;

/// Failed calls as the engine shows them: it prints the description and nothing else.
final class Failure {
    private static final String OURS = "com.pulumi.planetscale.";

    private Failure() {}

    /// A refusal, or several.
    static StatusRuntimeException refused(List<Finding> refusals, UnaryOperator<String> mask) {
        String text = refusals.stream().map(Finding::text).collect(Collectors.joining("\n"));
        return status(Code.FAILED_PRECONDITION, mask.apply(text));
    }

    /// A call that failed, and the detail that tells the engine more than the text.
    private static StatusRuntimeException detailed(Code code, String text, Message detail) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(text)
                .addDetails(Any.pack(detail, "type.googleapis.com"))
                .build());
    }

    /// Tells the engine to record what exists although the call failed. It shows the reasons and nothing else.
    static StatusRuntimeException unfinished(Outcome.Partial partial, UnaryOperator<String> mask) {
        String reason = mask.apply(partial.reason().text());
        return detailed(
                Code.UNAVAILABLE,
                reason,
                ErrorResourceInitFailed.newBuilder()
                        .setId(partial.id())
                        .setProperties(StructCodec.encode(partial.state()))
                        .addReasons(reason)
                        .build());
    }

    /// Tells the engine which settings it has to ask for.
    static StatusRuntimeException unconfigured(List<Property<?>> missing) {
        var keys = ConfigureErrorMissingKeys.newBuilder();
        for (Property<?> property : missing) {
            keys.addMissingKeys(ConfigureErrorMissingKeys.MissingKey.newBuilder()
                    .setName("planetscale:" + property.name())
                    .setDescription(property.doc()));
        }
        return detailed(Code.INVALID_ARGUMENT, "the PlanetScale provider is not configured", keys.build());
    }

    /// Anything that was thrown. Without this the engine would say "unknown" and no more.
    static StatusRuntimeException of(Throwable thrown, UnaryOperator<String> mask) {
        return switch (thrown) {
            case StatusRuntimeException status -> status;
            case IOException failure ->
                status(Code.UNAVAILABLE, mask.apply(Failures.finding(failure).text()));
            case UncheckedIOException failure -> of(Objects.requireNonNull(failure.getCause()), mask);
            case InterruptedException _ ->
                status(Code.CANCELLED, Failures.cancelled().text());
            case IllegalArgumentException wrong -> status(Code.INVALID_ARGUMENT, mask.apply("" + wrong.getMessage()));
            default -> fault(thrown, mask);
        };
    }

    /// A fault of ours: the text is what its report needs.
    private static StatusRuntimeException fault(Throwable thrown, UnaryOperator<String> mask) {
        String where = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        return status(
                Code.INTERNAL,
                mask.apply("This is a fault of the PlanetScale provider, please report it: " + thrown + where));
    }

    private static StatusRuntimeException status(Code code, String text) {
        return code.toStatus().withDescription(text).asRuntimeException();
    }
}
