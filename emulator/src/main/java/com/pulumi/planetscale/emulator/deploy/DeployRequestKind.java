package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Newest;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.TimeRange;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.schema.SchemaDiffView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Deploy requests and their reviews (API reference).
public final class DeployRequestKind implements Kind {
    static final String ALL = Paths.DATABASE + "/deploy-requests";
    static final String ONE = ALL + "/{deploy_request}";
    static final Access READ = Access.database("read_deploy_request");
    static final Access WRITE = Access.database("create_deploy_request");
    private static final List<String> REVIEWS = List.of(DeployReview.COMMENTED, DeployReview.APPROVED);

    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("deploy_requests", DeployRequest.class)
                .leads("deploy_request", DeployRequest.class, PathKey.NAME)
                .shows(DeployRequest.class, DeployRequestView::of)
                .stores("deploy_request_reviews", DeployReview.class)
                .get(ALL, READ, this::list)
                .post(ALL, WRITE, this::create)
                .get(ONE, READ, call -> show(call, 200))
                .patch(ONE, WRITE, this::close)
                .get(ONE + "/reviews", READ, this::reviews)
                .post(
                        ONE + "/reviews",
                        Access.database("approve_deploy_request", "review_deploy_request"),
                        this::review)
                .undescribed("GET", ONE + "/diff", READ, this::diff);
    }

    /// The request as it is once everything has happened that takes no time.
    static Answer show(Call call, int status) {
        call.world().settle();
        return new Answer(status, DeployRequestView.of(call, call.the(DeployRequest.class)));
    }

    private Answer list(Call call) {
        Predicate<DeployRequest> wanted = filter(call);
        return call.countedPage(
                Newest.first(call.world().in(call.database(), DeployRequest.class))
                        .filter(wanted),
                request -> DeployRequestView.of(call, request));
    }

    /// Branches are named as they are now.
    private static Predicate<DeployRequest> filter(Call call) {
        Optional<String> state = call.query().oneOf("state", List.of("open", "closed", "deployed"));
        Optional<String> head = call.query().text("branch");
        Optional<String> into = call.query().text("into_branch");
        Optional<TimeRange> deployed = range(call, "deployed_at");
        Optional<TimeRange> running = range(call, "running_at");
        return request -> state.map(name -> isIn(request, name)).orElse(true)
                && head.map(DeployRequestView.headName(call.world(), request)::equals)
                        .orElse(true)
                && into.map(DeployRequestView.intoName(call.world(), request)::equals)
                        .orElse(true)
                && deployed.map(range -> request.deployedAt != null && range.contains(request.deployedAt))
                        .orElse(true)
                && running.map(range -> ranWithin(request, range, call.now())).orElse(true);
    }

    private static Optional<TimeRange> range(Call call, String name) {
        return call.query().text(name).map(text -> TimeRange.parse(name, text));
    }

    private static boolean isIn(DeployRequest request, String state) {
        return switch (state) {
            case "open" -> request.open();
            case "closed" -> !request.open();
            default -> request.deployedAt != null;
        };
    }

    private static boolean ranWithin(DeployRequest request, TimeRange range, Instant now) {
        Instant start = request.deployment.startedAt;
        Instant end = Optional.ofNullable(request.deployment.finishedAt).orElse(now);
        return start != null && !start.isAfter(range.end()) && !end.isBefore(range.start());
    }

    private Answer create(Call call) {
        DeployRequest request = new NewDeployRequest(call).create();
        call.world().settle();
        return Answer.created(DeployRequestView.of(call, request));
    }

    /// `state` can only be `closed`; without it there is nothing to do.
    private Answer close(Call call) {
        if (call.body().oneOf("state", List.of("closed")).isPresent()) {
            actions(call).close(call.caller().actor());
        }
        return show(call, 200);
    }

    private Answer reviews(Call call) {
        return call.page(call.world().in(call.the(DeployRequest.class), DeployReview.class), DeployRequestView::review);
    }

    /// Each kind of review has its access (OpenAPI: review_deploy_request).
    private Answer review(Call call) {
        DeployActions actions = actions(call);
        String state = call.body().requiredOneOf("state", REVIEWS);
        call.caller()
                .need(
                        state.equals(DeployReview.APPROVED) ? "approve_deploy_request" : "review_deploy_request",
                        call.database());
        String body = call.body().text("body").orElse("");
        return Answer.created(
                DeployRequestView.review(actions.review(call.caller().actor(), state, body)));
    }

    /// Table by table, what the command line shows as the difference; nothing before the checks.
    private Answer diff(Call call) {
        Deployment deployment = call.the(DeployRequest.class).deployment;
        List<View> tables = deployment.before == null || deployment.after == null
                ? List.of()
                : SchemaDiffView.of(deployment.before.tables(), deployment.after.tables());
        return Answer.ok(new View().put("data", tables));
    }

    static DeployActions actions(Call call) {
        return new DeployActions(call.world(), call.the(DeployRequest.class));
    }
}
