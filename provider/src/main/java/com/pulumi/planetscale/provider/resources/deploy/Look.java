package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.report.LookText;
import com.pulumi.planetscale.provider.report.Report.Block;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.deploy.Gate.Opener;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import com.pulumi.planetscale.provider.resources.schema.Lint;
import com.pulumi.planetscale.provider.resources.schema.MergeBase;
import com.pulumi.planetscale.provider.resources.schema.SchemaChange;
import com.pulumi.planetscale.provider.resources.schema.SchemaText;
import com.pulumi.planetscale.provider.resources.schema.SchemaText.Name;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a preview tells about a deploy request: what it will change, and the gates on the way. Reads only.
final class Look {
    private final Api api;
    private final Operation operation;
    private final PropertyMap state;
    private final PropertyMap inputs;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Gate> foreseen = new ArrayList<>();

    private record Branch(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String parentBranch,
            @Nullable Boolean safeMigrations) implements Identified {}

    private record Database(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String defaultBranch,
            @Nullable Boolean requireApprovalForDeploy)
            implements Identified {}

    private record Queued(
            @Nullable Long deployRequestNumber, @Nullable String intoBranch) {}

    Look(Api api, Operation operation, PropertyMap state, PropertyMap inputs) {
        this.api = api;
        this.operation = operation;
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
        String kind = database.get().kind();
        if (kind != null && !Engine.isVitess(kind)) {
            return List.of(DeployRequestResource.notVitess(inputs, kind));
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
        // A request that the program replaces is closed before the new one is opened.
        Optional<LiveDeployRequest> open = Search.undeployed(api, path, inputs.get(BRANCH), target)
                .filter(request -> !operation.isRecorded(String.valueOf(request.id())));
        if (open.isPresent()) {
            ofRequest(path, open.get());
            return findings;
        }
        Optional<String> fingerprint =
                ofSchemas(path, target, String.valueOf(head.get().id()));
        if (fingerprint.isPresent()) {
            ofFingerprint(fingerprint.get());
            ofWay(path, target, database.get());
            String subject = "a deploy request of `" + inputs.get(BRANCH) + "` into `" + target + "`";
            findings.add(Finding.info(LookText.written(new LookText.Gates(
                    subject,
                    "",
                    Gates.verdict(foreseen),
                    fingerprint.get(),
                    foreseen.stream().map(Gate::shown).toList()))));
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
                    "Name the branch to deploy into."));
        } else if (found.isEmpty()) {
            findings.add(Finding.warning(
                    INTO_BRANCH,
                    "branch `" + target + "` does not exist yet",
                    "`pulumi up` fails if it does not then."));
        } else if (!Boolean.TRUE.equals(found.get().safeMigrations())) {
            findings.add(Finding.warning(
                    INTO_BRANCH,
                    "branch `" + target
                            + "` has safe migrations turned off, and PlanetScale opens no deploy request into it then",
                    "Set `safeMigrations: true` on the branch, which may happen in the same run."));
        }
    }

    /// There is a request: PlanetScale has said what it does.
    private void ofRequest(ApiPath database, LiveDeployRequest live) throws IOException, InterruptedException {
        ApiPath path = database.then("/deploy-requests/{}", String.valueOf(live.number()));
        Facts facts = Facts.of(api, path, inputs, live);
        List<Gate> gates = Gates.of(live, facts, inputs);
        boolean undecided = live.phase().isBeforeDeployment();
        List<Gate> refusing =
                gates.stream().filter(gate -> gate.isBlockedFor(Opener.CHANGE)).toList();
        if (undecided && !refusing.isEmpty()) {
            findings.add(Move.refusal(live, refusing));
        }
        if (live.phase().isFinal() && Move.next(live, gates, inputs) instanceof Move.Stop(var why)) {
            findings.add(why);
        }
        content(live, facts);
        gates.stream()
                .filter(gate -> gate.isBlockedFor(Opener.PERSON))
                .forEach(gate -> findings.add(Finding.warning(
                        live.label() + " (" + live.htmlUrl() + ") is blocked at the gate `" + gate.name() + "`: "
                                + gate.reason(),
                        gate.remedy())));
        findings.add(Finding.info(LookText.written(new LookText.Gates(
                live.label(),
                String.valueOf(live.htmlUrl()),
                Gates.verdict(live, gates),
                facts.fingerprint().orElse(""),
                gates.stream().map(Gate::shown).toList()))));
    }

    /// What the request brings to its target, statements first.
    private void content(LiveDeployRequest live, Facts facts) {
        if (!live.phase().isBeforeDeployment()) {
            return;
        }
        String subject = live.label() + " on `" + live.intoBranch() + "`";
        List<Block> statements = live.changes().stream()
                .map(change -> new Block(
                        "table `" + change.table() + "`",
                        Stream.of(
                                        facts.dangers(change),
                                        facts.content()
                                                .map(known -> known.unknown(change))
                                                .orElse(List.of()),
                                        facts.content()
                                                .map(known -> known.hints(change))
                                                .orElse(List.of()))
                                .flatMap(List::stream)
                                .collect(Collectors.joining("; ")),
                        change.statement().lines().toList(),
                        false))
                .toList();
        say(subject, statements);
        say(
                subject,
                facts.content().map(Content::vschemas).orElse(List.of()).stream()
                        .map(SchemaChange::block)
                        .toList());
    }

    private void say(String subject, List<Block> blocks) {
        if (!blocks.isEmpty()) {
            boolean dangerous =
                    blocks.stream().anyMatch(block -> !block.danger().isEmpty());
            findings.add(new Finding(
                    dangerous ? Severity.WARNING : Severity.INFO, Path.ROOT, LookText.written(subject, blocks), ""));
        }
    }

    /// There is none yet: lint and the difference of the schemas show what it would do.
    ///
    /// @return the fingerprint of what there is to deploy, an empty string if it is not known; empty if nothing is
    private Optional<String> ofSchemas(ApiPath database, String target, String branchId)
            throws IOException, InterruptedException {
        String head = inputs.get(BRANCH);
        Optional<String> lint = Lint.summary(api, database.then("/branches/{}", head));
        if (lint.isPresent()) {
            refuse(
                    "lint",
                    BRANCH,
                    "the schema of `" + head + "` has lint errors: " + lint.get(),
                    "Fix the schema first.");
        } else {
            foreseen.add(Gate.passed("lint", "no lint errors"));
        }
        Optional<SchemaText> before = Facts.schema(api, database, target);
        Optional<SchemaText> after = Facts.schema(api, database, head);
        if (before.isEmpty() || after.isEmpty()) {
            String why = "the schemas cannot be compared, since the token may not read one of them";
            findings.add(Finding.warning(why, "Give the token the access `read_branch`."));
            foreseen.add(Gate.unknown("destructive", why));
            return Optional.of("");
        }
        if (before.equals(after)) {
            findings.add(Finding.info(
                    "`" + head + "` and `" + target + "` have the same schema: there is nothing to deploy"));
            return Optional.empty();
        }
        MergeBase base = History.base(api, database, head, target);
        List<Name> kept = SchemaChange.kept(before.get(), after.get(), base);
        if (!kept.isEmpty()) {
            findings.add(Finding.info("others have deployed to `" + target + "` since `" + head
                    + "` was made, and PlanetScale keeps it: " + base.words(kept)));
        }
        List<SchemaChange> changes = SchemaChange.between(before.get(), after.get(), base);
        if (changes.isEmpty()) {
            findings.add(Finding.info("`" + head + "` has no changes of its own: there is nothing to deploy"));
            return Optional.empty();
        }
        String way = "deploying `" + head + "` into `" + target + "`";
        foreseen.add(ofDangers(changes, base, way));
        say(way, changes.stream().map(SchemaChange::block).toList());
        if (base.hasMoved()) {
            findings.add(Finding.info(base.moved(head, target) + ". PlanetScale merges, and what others have made"
                    + " stays: a difference of theirs is shown as if the branch took it back. Once the request is open,"
                    + " the preview shows its statements"));
        }
        return Optional.of(Content.fingerprint(branchId, before.get(), after.get()));
    }

    /// A difference that others may have made refuses nothing: PlanetScale tells once there is a request.
    private Gate ofDangers(List<SchemaChange> changes, MergeBase base, String way) {
        String dangers =
                changes.stream().flatMap(change -> change.dangers().stream()).collect(Collectors.joining(", "));
        List<String> unknown = changes.stream()
                .flatMap(change -> change.unknown().stream())
                .distinct()
                .toList();
        if (!dangers.isEmpty() && base.hasMoved() && !Gates.allowsDestruction(inputs)) {
            return Gate.unknown(
                    "destructive",
                    dangers + "; others have deployed in the meantime, so this is certain once the request is open");
        }
        Gate gate = Gates.destructive(dangers, unknown, inputs);
        if (gate.isBlockedFor(Opener.CHANGE)) {
            findings.add(Finding.refusal(DESTRUCTIVE, way + " " + gate.reason(), gate.remedy()));
        }
        return gate;
    }

    /// Holds what the branches hold now against what was approved, as the run does once the request is open.
    private void ofFingerprint(String fingerprint) {
        Optional<String> approved = inputs.find(APPROVED_FINGERPRINT);
        if (fingerprint.isEmpty()) {
            approved.ifPresent(_ -> foreseen.add(Gate.unknown("fingerprint", "the schemas cannot be compared")));
        } else if (approved.isPresent()) {
            Gate gate = Gates.fingerprint(fingerprint, approved.get());
            foreseen.add(gate);
            if (gate.isBlockedFor(Opener.CHANGE)) {
                findings.add(Finding.refusal(APPROVED_FINGERPRINT, gate.reason(), gate.remedy()));
            }
        } else if (stage(inputs) != Stage.OPENED) {
            findings.add(Finding.info("this preview does not pin the schema: `pulumi up` deploys what the branch holds"
                    + " then. To deploy exactly what this preview shows, set `approvedFingerprint: " + fingerprint
                    + "`"));
        }
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
                    + " requires an approval, which the service token that opens the request cannot give";
            String remedy = "`pulumi up` opens the request and then does what `atGate` says.";
            foreseen.add(Gate.forPerson("approval", why, remedy));
            if (goesOn) {
                findings.add(Finding.warning("the gate `approval` will block it: " + why, remedy));
            }
        } else {
            foreseen.add(Gate.notRequired("approval", "neither the database nor the program requires an approval"));
        }
        foreseen.add(queue(path, target, goesOn));
    }

    private Gate queue(ApiPath path, String target, boolean goesOn) throws IOException, InterruptedException {
        List<Long> ahead;
        try (Stream<Queued> queue = api.list(path.then("/deploy-queue"), Queued.class)) {
            ahead = queue.filter(queued -> target.equals(queued.intoBranch()))
                    .map(Queued::deployRequestNumber)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (ApiException e) {
            if (e.kind() != Kind.NOT_FOUND && e.kind() != Kind.DENIED) {
                throw e;
            }
            return Gate.unknown("queue", "the token may not read it");
        }
        if (ahead.isEmpty()) {
            return Gate.passed("queue", "it is empty");
        }
        String numbers = ahead.stream().map(number -> "#" + number).collect(Collectors.joining(", "));
        Gate gate = Gates.queued("the queue of `" + target + "` holds " + numbers, Facts.ahead(api, path, ahead));
        if (goesOn) {
            findings.add(new Finding(
                    Severity.INFO, Path.ROOT, gate.reason() + "; what is in the queue goes first", gate.remedy()));
        }
        return gate;
    }
}
