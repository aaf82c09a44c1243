package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.making.Note;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Times;
import com.pulumi.planetscale.provider.resources.schema.SchemaText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the deploy request that is there already when a program wants one, and opens one if there is none.
///
/// An open request of a branch into another is adopted, whoever has opened it: it deploys what a second one would. A
/// request that has come to its end belongs to a resource only if a note of this very resource proves it.
final class Search {
    /// How far back among the requests of two branches one is searched for.
    private static final int SEARCHED = 100;

    private final Api api;
    private final Notes notes;
    private final Operation operation;
    private final ApiPath database;
    private final PropertyMap inputs;
    private final String head;

    private record Branch(@Nullable String parentBranch) {}

    Search(Api api, Notes notes, Operation operation, ApiPath database, PropertyMap inputs) {
        this.api = api;
        this.notes = notes;
        this.operation = operation;
        this.database = database;
        this.inputs = inputs;
        head = inputs.get(BRANCH);
    }

    /// The branch that gets the schema: the one that the program names, else the parent, else the default
    /// branch. Where `autoDeleteBranch` took the head before an interrupted run was told, its request knows.
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
            ApiPath query = collection().with("branch", head);
            return newest(ours(requests(api, query, request -> head.equals(request.branch()))).stream())
                    .map(LiveDeployRequest::intoBranch)
                    .orElseThrow(() -> gone);
        }
    }

    /// The request that is there already: the open one of these branches, or one that a run of this resource has
    /// brought to its end before it was cut off.
    Optional<LiveDeployRequest> known(String target) throws IOException, InterruptedException {
        List<LiveDeployRequest> all = requests(api, database, head, target);
        Optional<LiveDeployRequest> undeployed = undeployed(all);
        if (undeployed.isPresent()) {
            return Optional.of(goneOnWith(undeployed.get(), target));
        }
        if (stage(inputs) == Stage.REVERTED) {
            return newest(all.stream().filter(LiveDeployRequest::isOpen)).map(open -> goneOnWith(open, target));
        }
        List<LiveDeployRequest> ended = ours(all).stream()
                .filter(request -> request.phase() == Phase.PERMANENT || request.phase() == Phase.EMPTY)
                .toList();
        Optional<LiveDeployRequest> done =
                newest(all.stream().filter(request -> request.isOpen() || ended.contains(request)));
        // What was changed since it went live, or is wanted anew by other `triggers`, needs a request of its own.
        boolean isAsked = done.isPresent() && !operation.isRecorded(id(done.get())) && sameSchemas(target);
        if (!isAsked) {
            forget(ended);
            return Optional.empty();
        }
        return done.map(request -> request.isOpen() ? goneOnWith(request, target) : takenOver(request));
    }

    /// Opens a request, which is noted before it is sent.
    LiveDeployRequest opened(String target, Map<String, Object> body) throws IOException, InterruptedException {
        Note note = notes.begin(operation, wish(target, requests(api, database, head, target)));
        try {
            LiveDeployRequest opened = api.post(collection(), body, LiveDeployRequest.class);
            notes.answered(operation, note, id(opened));
            return opened;
        } catch (ApiException fault) {
            if (!fault.maybeDone()) {
                notes.end(note);
                throw fault;
            }
            // None was open before, so the one that is open now is this one, or one that would have been adopted.
            LiveDeployRequest found = undeployed(api, database, head, target).orElseThrow(() -> fault);
            notes.answered(operation, note, id(found));
            return found;
        }
    }

    private LiveDeployRequest goneOnWith(LiveDeployRequest request, String target) {
        operation.say(Finding.info(words(request) + " is already open; resuming it"));
        boolean isNoted = own().stream()
                .anyMatch(note -> note.id().filter(id(request)::equals).isPresent());
        if (!isNoted) {
            // It may come to its end before an engine has recorded it.
            notes.answered(operation, notes.begin(operation, wish(target, List.of())), id(request));
        }
        return request;
    }

    private LiveDeployRequest takenOver(LiveDeployRequest request) {
        operation.say(Finding.info(words(request) + " has done what the program asks, and was adopted: an interrupted"
                + " run had opened it for this resource, or continued it"));
        return request;
    }

    private static String words(LiveDeployRequest request) {
        return request.label() + " (" + request.id() + ") of `" + request.branch() + "` into `" + request.intoBranch()
                + "`";
    }

    /// Those of some requests that notes of this very resource lead to, and no resource of the program has. If a note
    /// may mean several, it means none, and all are named.
    private List<LiveDeployRequest> ours(List<LiveDeployRequest> requests) {
        var ours = new ArrayList<LiveDeployRequest>();
        for (Note note : own()) {
            List<LiveDeployRequest> meant = requests.stream()
                    .filter(request -> !operation.isRecorded(id(request))
                            && note.mayHaveMade(id(request), Times.parse(request.createdAt()))
                            && (note.id().isPresent() || isOfThisToken(request)))
                    .toList();
            if (meant.size() > 1) {
                operation.say(Finding.warning(
                        meant.stream().map(Search::words).collect(Collectors.joining(", "))
                                + " may each be the result of an unanswered request, so none of them is adopted",
                        "Close the unused ones at PlanetScale."));
            } else {
                ours.addAll(meant);
            }
        }
        return ours;
    }

    private List<Note> own() {
        return notes.of(operation, SCHEMA.name()).stream()
                .filter(note -> notes.isProof(note)
                        && note.request().collection().equals(collection().toString()))
                .toList();
    }

    /// Requests that have come to their end and are not continued are history, not left over.
    private void forget(List<LiveDeployRequest> ended) {
        for (Note note : own()) {
            boolean isOver = note.id().isPresent()
                    && ended.stream().anyMatch(request -> note.id().get().equals(id(request)));
            if (isOver) {
                notes.end(note);
            }
        }
    }

    private Note.Request wish(String target, List<LiveDeployRequest> before) {
        return new Note.Request(
                SCHEMA.name(),
                collection().toString(),
                head,
                Note.digest(target),
                before.stream().map(Search::id).toList(),
                api.serviceTime());
    }

    private ApiPath collection() {
        return database.then("/deploy-requests");
    }

    private static String id(LiveDeployRequest request) {
        return String.valueOf(request.id());
    }

    private boolean isOfThisToken(LiveDeployRequest request) {
        return request.actor() != null && api.tokenId().equals(request.actor().id());
    }

    private boolean sameSchemas(String target) throws IOException, InterruptedException {
        Optional<SchemaText> left = Facts.schema(api, database, target);
        Optional<SchemaText> right = Facts.schema(api, database, head);
        // A branch that is gone was deleted after the deployment, as `autoDeleteBranch` has it.
        return right.isEmpty() || left.equals(right);
    }

    /// The open request of one branch into another that is not live yet. One that is live is open for the sake of
    /// its revert window alone, and one whose branch was deleted is that of another branch.
    static Optional<LiveDeployRequest> undeployed(Api api, ApiPath database, String branch, String target)
            throws IOException, InterruptedException {
        return undeployed(requests(api, database, branch, target));
    }

    private static Optional<LiveDeployRequest> undeployed(List<LiveDeployRequest> requests) {
        return requests.stream()
                .filter(request -> request.isOpen() && !request.phase().isLive() && !request.isOrphan())
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
