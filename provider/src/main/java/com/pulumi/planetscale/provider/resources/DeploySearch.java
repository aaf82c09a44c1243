package com.pulumi.planetscale.provider.resources;

import static com.pulumi.planetscale.provider.resources.DeployRequestProperties.*;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the deploy request that is there already when a program wants one.
final class DeploySearch {
    /// How old a request may be that an interrupted run of the same program may have left.
    private static final Duration LATELY = Duration.ofHours(1);

    /// How far back among the requests of two branches one is searched for.
    private static final int SEARCHED = 100;

    private final Api api;
    private final Operation operation;
    private final ApiPath database;
    private final PropertyMap inputs;
    private final String head;

    private record Branch(@Nullable String parentBranch) {}

    DeploySearch(Api api, Operation operation, ApiPath database, PropertyMap inputs) {
        this.api = api;
        this.operation = operation;
        this.database = database;
        this.inputs = inputs;
        head = inputs.get(BRANCH);
    }

    /// The branch that gets the schema: the one that the program names, else the parent, else the default
    /// branch. Where `autoDeleteBranch` took the head before a run that was cut off was told, its request knows.
    String target(@Nullable String defaultBranch) throws IOException, InterruptedException {
        Optional<String> named = inputs.find(INTO_BRANCH);
        if (named.isPresent()) {
            return named.get();
        }
        try {
            String parent =
                    api.get(database.then("/branches/{}", head), Branch.class).parentBranch();
            return parent != null ? parent : String.valueOf(defaultBranch);
        } catch (ApiException gone) {
            if (gone.kind() != Kind.NOT_FOUND) {
                throw gone;
            }
            ApiPath query = database.then("/deploy-requests").with("branch", head);
            return newest(requests(api, query, request -> head.equals(request.branch())).stream()
                            .filter(this::isOursOfLate))
                    .map(LiveDeployRequest::intoBranch)
                    .orElseThrow(() -> gone);
        }
    }

    /// The request that is there already: the open one of these branches, or one that an interrupted run has
    /// brought to its end.
    Optional<LiveDeployRequest> known(String target) throws IOException, InterruptedException {
        List<LiveDeployRequest> all = requests(api, database, head, target);
        Optional<LiveDeployRequest> undeployed = undeployed(all);
        if (undeployed.isPresent()) {
            return Optional.of(goneOnWith(undeployed.get()));
        }
        if (stage(inputs) == Stage.REVERTED) {
            return newest(all.stream().filter(LiveDeployRequest::isOpen)).map(this::goneOnWith);
        }
        Optional<LiveDeployRequest> done =
                newest(all.stream().filter(request -> request.isOpen() || isOursOfLate(request)));
        // What was changed since it went live, or is wanted anew by other `triggers`, needs a request of its own.
        boolean isAsked = done.isPresent()
                && !operation.isRecorded(String.valueOf(done.get().id()))
                && sameSchemas(target);
        return done.filter(_ -> isAsked).map(request -> request.isOpen() ? goneOnWith(request) : takenOver(request));
    }

    private LiveDeployRequest goneOnWith(LiveDeployRequest request) {
        operation.say(Finding.info(words(request) + " is already open; resuming it"));
        return request;
    }

    private LiveDeployRequest takenOver(LiveDeployRequest request) {
        operation.say(Finding.warning(
                words(request)
                        + " was opened by this token less than an hour ago and has done what the program asks; taking it over",
                ""));
        return request;
    }

    private static String words(LiveDeployRequest request) {
        return request.label() + " (" + request.id() + ") of `" + request.branch() + "` into `" + request.intoBranch()
                + "`";
    }

    private boolean isOursOfLate(LiveDeployRequest request) {
        return (request.phase() == Phase.PERMANENT || request.phase() == Phase.EMPTY)
                && request.actor() != null
                && api.tokenId().equals(request.actor().id())
                && Times.parse(request.createdAt()).isAfter(operation.now().minus(LATELY))
                && !operation.isRecorded(String.valueOf(request.id()));
    }

    private boolean sameSchemas(String target) throws IOException, InterruptedException {
        Optional<SchemaText> left = DeployFacts.schema(api, database, target);
        Optional<SchemaText> right = DeployFacts.schema(api, database, head);
        // A branch that is gone was deleted after the deployment, as `autoDeleteBranch` has it.
        return right.isEmpty() || left.equals(right);
    }

    /// The open request of one branch into another that is not live yet. One that is live is open for the sake of
    /// its revert window alone.
    static Optional<LiveDeployRequest> undeployed(Api api, ApiPath database, String branch, String target)
            throws IOException, InterruptedException {
        return undeployed(requests(api, database, branch, target));
    }

    private static Optional<LiveDeployRequest> undeployed(List<LiveDeployRequest> requests) {
        return requests.stream()
                .filter(request -> request.isOpen() && !request.phase().isLive())
                .findFirst();
    }

    private static Optional<LiveDeployRequest> newest(Stream<LiveDeployRequest> requests) {
        return requests.max(Comparator.comparing(request -> Times.parse(request.createdAt())));
    }

    private static List<LiveDeployRequest> requests(Api api, ApiPath database, String branch, String target)
            throws IOException, InterruptedException {
        ApiPath query = database.then("/deploy-requests").with("branch", branch).with("into_branch", target);
        return requests(api, query, request -> branch.equals(request.branch()) && target.equals(request.intoBranch()));
    }

    private static List<LiveDeployRequest> requests(Api api, ApiPath query, Predicate<LiveDeployRequest> wanted)
            throws IOException, InterruptedException {
        try (Stream<LiveDeployRequest> found = api.list(query, LiveDeployRequest.class)) {
            return found.filter(wanted).limit(SEARCHED).toList();
        }
    }
}
