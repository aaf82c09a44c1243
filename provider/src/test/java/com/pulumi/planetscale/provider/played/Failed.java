package com.pulumi.planetscale.provider.played;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Calls that fail, as an engine sees them.
public final class Failed {
    private Failed() {}

    public static StatusRuntimeException failure(ThrowingCallable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call);
    }

    /// Whether a failure tells more than its words.
    public static boolean hasDetail(StatusRuntimeException failure) {
        return Objects.requireNonNull(StatusProto.fromThrowable(failure)).getDetailsCount() > 0;
    }

    /// What a failure tells besides its words.
    public static <T extends Message> T detail(StatusRuntimeException failure, Class<T> type) {
        try {
            for (Any any :
                    Objects.requireNonNull(StatusProto.fromThrowable(failure)).getDetailsList()) {
                if (any.is(type)) {
                    return any.unpack(type);
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("no detail of " + type + " in " + failure);
    }
}
