package com.pulumi.planetscale.provider.resources;

import static com.pulumi.planetscale.provider.resources.DeployRequestProperties.*;
import static com.pulumi.planetscale.provider.resources.Owners.ORGANIZATION;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.Gate.Opener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a preview tells about a deploy request: what it will change, and the gates on the way. Reads only.
final class DeployLook {
    private final Api api;
    private final PropertyMap state;
    private final PropertyMap inputs;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Gate> foreseen = new ArrayList<>();

    private record Branch(
            @Nullable String kind,
            @Nullable String parentBranch,
            @Nullable Boolean safeMigrations) {}

    private record Database(
            @Nullable String kind,
            @Nullable String defaultBranch,
            @Nullable Boolean requireApprovalForDeploy) {}

    private record Queued(
            @Nullable Long deployRequestNumber, @Nullable String intoBranch) {}

    DeployLook(Api api, PropertyMap state, PropertyMap inputs) {
        this.api = api;
        this.state = state;
        this.inputs = inputs;
    }

    /// Everything worth knowing, the most dangerous first.
    List<Finding> findings() throws IOException, InterruptedException {
        for (Property<String> part : List.of(ORGANIZATION, DATABASE, BRANCH)) {
            if (inputs.find(part).isEmpty()) {
                return later("`" + part.name() + "` is not known yet");
            }
        }
        if (inputs.has(INTO_BRANCH) && inputs.find(INTO_BRANCH).isEmpty()) {
            return later("`" + INTO_BRANCH.name() + "` is not known yet");
        }
        ApiPath path = Owners.databasePath(inputs, DATABASE);
        Optional<Database> database = api.peek(path, Database.class);
        if (database.isEmpty()) {
            return later("database `" + inputs.get(DATABASE) + "` does not exist yet");
        }
        if (Kinds.POSTGRESQL.equals(database.get().kind())) {
            return List.of(DeployRequestResource.postgres(inputs));
        }
        Optional<LiveDeployRequest> recorded = recorded();
        if (recorded.isPresent()) {
            ofRequest(path, recorded.get());
            return findings;
        }
        Optional<Branch> head = api.peek(path.then("/branches/{}", inputs.get(BRANCH)), Branch.class);
        if (head.isEmpty()) {
            return later("branch `" + inputs.get(DATABASE) + "/" + inputs.get(BRANCH) + "` does not exist yet");
        }
        String target = inputs.find(INTO_BRANCH)
                .orElseGet(() -> head.get().parentBranch() != null
                        ? head.get().parentBranch()
                        : String.valueOf(database.get().defaultBranch()));
        ofTarget(path, target);
        Optional<LiveDeployRequest> open = DeploySearch.undeployed(api, path, inputs.get(BRANCH), target);
        if (open.isPresent()) {
            ofRequest(path, open.get());
        } else if (ofSchemas(path, target)) {
            ofWay(path, target, database.get());
            findings.add(Finding.info(Gates.text(
                    "a deploy request of `" + inputs.get(BRANCH) + "` into `" + target + "` would be `"
                            + Gates.verdict(foreseen) + "`",
                    foreseen)));
        }
        return findings;
    }

    private List<Finding> later(String why) {
        return List.of(Finding.info(
                why + ", so schema, lint and gates are checked by `pulumi up` before anything is deployed"));
    }

    private Optional<LiveDeployRequest> recorded() throws IOException, InterruptedException {
        return state.has(NUMBER)
                ? api.peek(DeployRequestResource.path(state), LiveDeployRequest.class)
                : Optional.empty();
    }

    private void ofTarget(ApiPath database, String target) throws IOException, InterruptedException {
        Optional<Branch> found = api.peek(database.then("/branches/{}", target), Branch.class);
        if (target.equals(inputs.get(BRANCH))) {
            findings.add(Finding.refusal(
                    INTO_BRANCH,
                    "branch `" + target + "` would be deployed into itself",
                    "Name the branch that gets the schema."));
        } else if (found.isEmpty()) {
            findings.add(Finding.warning(
                    INTO_BRANCH,
                    "branch `" + target + "` does not exist yet",
                    "`pulumi up` fails if it does not then."));
        } else if (!Boolean.TRUE.equals(found.get().safeMigrations())) {
            findings.add(Finding.warning(
                    INTO_BRANCH,
                    "branch `" + target
                            + "` has safe migrations turned off, and PlanetScale opens no deploy request into"
                            + " it then",
                    "Set `safeMigrations: true` on the branch, which may happen in the same run."));
        }
    }

    /// There is a request: PlanetScale has said what it does.
    private void ofRequest(ApiPath database, LiveDeployRequest live) throws IOException, InterruptedException {
        ApiPath path = database.then("/deploy-requests/{}", String.valueOf(live.number()));
        DeployFacts facts = DeployFacts.of(api, path, inputs, live);
        List<Gate> gates = Gates.of(live, facts, inputs);
        boolean undecided = live.phase().isBeforeDeployment();
        List<Gate> refusing =
                gates.stream().filter(gate -> gate.isClosedFor(Opener.CHANGE)).toList();
        if (undecided && !refusing.isEmpty()) {
            findings.add(Move.refusal(live, refusing));
        }
        if (live.phase().isFinal() && Move.next(live, gates, inputs) instanceof Move.Stop(var why)) {
            findings.add(why);
        }
        statements(live);
        gates.stream()
                .filter(gate -> gate.isClosedFor(Opener.PERSON))
                .forEach(gate -> findings.add(Finding.warning(
                        live.label() + " (" + live.htmlUrl() + "): the gate `" + gate.name() + "` is closed: "
                                + gate.reason(),
                        gate.remedy())));
        findings.add(Finding.info(Gates.text(
                live.label() + " (" + live.htmlUrl() + ") is `" + Gates.verdict(live, gates) + "`"
                        + facts.fingerprint()
                                .map(hash -> "; fingerprint " + hash)
                                .orElse(""),
                gates)));
    }

    private void statements(LiveDeployRequest live) {
        List<LiveDeployRequest.Change> changes = live.changes();
        if (changes.isEmpty() || !live.phase().isBeforeDeployment()) {
            return;
        }
        boolean dangerous = !changes.getFirst().dangers().isEmpty();
        var text = new StringBuilder(live.label() + " runs on `" + live.intoBranch() + "`:\n");
        for (LiveDeployRequest.Change change : changes) {
            String why = String.join(", ", change.dangers());
            text.append(why.isEmpty() ? "" : "  " + why + ":\n");
            change.statement()
                    .lines()
                    .forEach(line -> text.append("    ").append(line).append('\n'));
        }
        findings.add(new Finding(dangerous ? Severity.WARNING : Severity.INFO, Path.ROOT, text.toString(), ""));
    }

    /// There is none yet: lint and the difference tell what it would do.
    ///
    /// @return whether there may be something to deploy
    private boolean ofSchemas(ApiPath database, String target) throws IOException, InterruptedException {
        Optional<String> lint = Lint.summary(api, database.then("/branches/{}", inputs.get(BRANCH)));
        if (lint.isPresent()) {
            refuse(
                    "lint",
                    BRANCH,
                    "the schema of `" + inputs.get(BRANCH) + "` has lint errors: " + lint.get(),
                    "Mend it first.");
        } else {
            foreseen.add(Gate.open("lint", "no findings"));
        }
        Optional<SchemaText> before = DeployFacts.schema(api, database, target);
        Optional<SchemaText> after = DeployFacts.schema(api, database, inputs.get(BRANCH));
        if (before.isEmpty() || after.isEmpty()) {
            String why = "the schemas cannot be compared, since the token may not read one of them";
            findings.add(Finding.warning(why, "Give it the access `read_branch`."));
            foreseen.add(Gate.unknown("destructive", why));
            return true;
        }
        List<SchemaChange> changes = SchemaChange.between(before.get(), after.get());
        if (changes.isEmpty()) {
            findings.add(Finding.info("`" + inputs.get(BRANCH) + "` and `" + target
                    + "` have the same schema: there is nothing to deploy"));
            return false;
        }
        boolean dangerous = ofDangers(changes, target);
        var text = new StringBuilder("deploying `" + inputs.get(BRANCH) + "` into `" + target + "` changes:\n");
        for (SchemaChange change : changes) {
            text.append("  table `").append(change.table()).append('`');
            text.append(change.dangers().isEmpty() ? "" : ", " + String.join(", ", change.dangers()))
                    .append(":\n");
            change.diff().forEach(line -> text.append("    ").append(line).append('\n'));
        }
        findings.add(new Finding(dangerous ? Severity.WARNING : Severity.INFO, Path.ROOT, text.toString(), ""));
        return true;
    }

    private boolean ofDangers(List<SchemaChange> changes, String target) {
        List<String> dangers =
                changes.stream().flatMap(change -> change.dangers().stream()).toList();
        String all = String.join(", ", dangers);
        if (dangers.isEmpty()) {
            foreseen.add(Gate.open("destructive", "nothing that can drop data"));
        } else if (Gates.allowsDestruction(inputs)) {
            foreseen.add(Gate.open("destructive", all));
        } else {
            refuse(
                    "destructive",
                    DESTRUCTIVE,
                    "deploying `" + inputs.get(BRANCH) + "` into `" + target + "` " + all,
                    "Set `destructive: allow` if that is meant.");
        }
        return !dangers.isEmpty();
    }

    private void refuse(String gate, Property<?> property, String reason, String remedy) {
        findings.add(Finding.refusal(property, reason, remedy));
        foreseen.add(Gate.refused(gate, reason, remedy));
    }

    /// What a new request would meet on its way.
    private void ofWay(ApiPath path, String target, Database database) throws IOException, InterruptedException {
        boolean asks = Boolean.TRUE.equals(database.requireApprovalForDeploy());
        boolean goesOn = stage(inputs) != Stage.OPENED;
        if (asks || inputs.is(REQUIRE_APPROVAL)) {
            String why = (asks ? "the database" : "the program")
                    + " asks for an approval, which the service token that opens the request cannot give";
            String remedy = "`pulumi up` opens the request and then does what `atGate` says.";
            foreseen.add(Gate.forSomebody("approval", why, remedy));
            if (goesOn) {
                findings.add(Finding.warning("the gate `approval` will be closed: " + why, remedy));
            }
        } else {
            foreseen.add(Gate.open("approval", "nobody asks for an approval"));
        }
        try (Stream<Queued> queue = api.list(path.then("/deploy-queue"), Queued.class)) {
            List<String> ahead = queue.filter(queued -> target.equals(queued.intoBranch()))
                    .map(queued -> "#" + queued.deployRequestNumber())
                    .toList();
            if (ahead.isEmpty()) {
                foreseen.add(Gate.open("queue", "nothing in it"));
                return;
            }
            String why = "the queue of `" + target + "` holds " + String.join(", ", ahead);
            foreseen.add(Gate.forTime("queue", why));
            if (goesOn) {
                findings.add(Finding.info(why + "; what is in it goes first"));
            }
        } catch (ApiException e) {
            if (e.kind() != Kind.NOT_FOUND && e.kind() != Kind.DENIED) {
                throw e;
            }
            foreseen.add(Gate.unknown("queue", "the token may not read it"));
        }
    }
}
