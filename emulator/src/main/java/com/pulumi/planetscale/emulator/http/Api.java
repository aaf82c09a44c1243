package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.http.Access.Level;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Answers requests: lets time happen, counts, authenticates, follows the path, checks the access, calls the handler.
public final class Api {
    private final World world;
    private final Router router;
    private final RateLimit limit;
    private final Consumer<String> log;

    public Api(World world, Router router, RateLimit limit, Consumer<String> log) {
        this.world = world;
        this.router = router;
        this.limit = limit;
        this.log = log;
    }

    public Answer answer(Request request) {
        return answer(request, body -> {});
    }

    /// The answer to a request.
    ///
    /// @param handled takes the body after an operation has read from it what it knows
    public Answer answer(Request request, Consumer<Values> handled) {
        synchronized (world) {
            try {
                world.settle();
                return granted(request, handled);
            } catch (Refusal refusal) {
                return refusal.answer();
            } catch (Refused refused) {
                return Refusal.of(refused).answer();
            } catch (RuntimeException e) {
                log.accept(request.method() + " " + request.path() + " failed inside the emulator, please report it:\n"
                        + stackTrace(e));
                return new Answer(
                        500, new View().put("code", "internal_server_error").put("message", "Internal Server Error"));
            }
        }
    }

    private Answer granted(Request request, Consumer<Values> handled) {
        limit.count(world.now());
        Router.Match match =
                router.find(world, request.method(), request.path()).orElseThrow(() -> unknown(request));
        Route route = match.route();
        @Nullable Caller caller = null;
        if (route.access().level() != Level.EVERYBODY) {
            caller = Authentication.caller(world, request.authorization());
            check(route.access(), caller, match);
        }
        Call call = new Call(world, request, caller, match);
        Answer answer = route.handler().handle(call);
        handled.accept(call.body());
        return answer;
    }

    /// The API answers 404 whatever is missing, so only the log can tell a wrong address from an absent
    /// object.
    private Refusal unknown(Request request) {
        log.accept(request.method() + " " + request.path() + " is not an operation of the API");
        return Refusal.notFound();
    }

    /// Refuses as if there were nothing, because that is what the API does (API reference).
    private void check(Access access, Caller caller, Router.Match match) {
        boolean elsewhere = match.find(Organization.class)
                .filter(organization -> organization != caller.organization())
                .isPresent();
        if (elsewhere || !allowed(access, caller, match)) {
            throw Refusal.notFound();
        }
    }

    private boolean allowed(Access access, Caller caller, Router.Match match) {
        return switch (access.level()) {
            case EVERYBODY, EVERY_TOKEN -> true;
            case NO_TOKEN -> throw Refusal.forbidden("This needs an OAuth token; service tokens cannot do it");
            case ORGANIZATION -> caller.may(access.names());
            case DATABASE ->
                match.find(Database.class)
                        .filter(database -> caller.may(access.names(), database))
                        .isPresent();
            case SOME_DATABASE ->
                caller.may(access.names())
                        || world.in(caller.organization(), Database.class)
                                .anyMatch(database -> caller.may(access.names(), database));
        };
    }

    private static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
