package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.resource.Resource;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.Callable;

/// How the calls of an engine are replied to: each in the session of its connection, with failures that show no secret.
final class Replies {
    /// The connection that a call came in on.
    static final Context.Key<Session> SESSION = Context.key("session");

    private Replies() {}

    static Session session() {
        return SESSION.get();
    }

    static <T> void operate(StreamObserver<T> reply, String urn, double timeoutSeconds, Operations.Work<T> work) {
        operate(reply, urn, timeoutSeconds, () -> Resource.USUAL_PATIENCE, work);
    }

    /// @param timeoutSeconds how long it may take; zero if the program does not say
    /// @param usual how long it may take then
    static <T> void operate(
            StreamObserver<T> reply,
            String urn,
            double timeoutSeconds,
            Callable<Duration> usual,
            Operations.Work<T> work) {
        Session session = session().meet(urn);
        String name = urn.isEmpty() ? "" : Urn.parse(urn).name();
        answer(reply, () -> session.operations().run(urn, name, timeoutSeconds, usual, work));
    }

    static <T> void answer(StreamObserver<T> reply, Callable<T> work) {
        Session session = session();
        try {
            reply.onNext(work.call());
            reply.onCompleted();
        } catch (Throwable thrown) {
            reply.onError(Failure.of(thrown, session::mask));
        }
    }
}
