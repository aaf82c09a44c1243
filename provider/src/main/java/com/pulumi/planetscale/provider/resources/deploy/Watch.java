package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.report.LookText;
import com.pulumi.planetscale.provider.resource.Resource.Watching.Seen;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import com.pulumi.planetscale.provider.resources.schema.SchemaChange;
import com.pulumi.planetscale.provider.resources.schema.SchemaText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks whether another request has to take the place of a recorded one. Reads only.
///
/// One whose branch was deleted has nothing to deploy any more, so another branch of that name gets its own request.
/// A request that had nothing to deploy is not an end once the branch has something new. One that went live is: what
/// is done on the branch afterwards may be half done, so it is deployed only if the program says so.
final class Watch {
    private final Reads api;
    private final PropertyMap state;
    private final PropertyMap inputs;

    Watch(Reads api, PropertyMap state, PropertyMap inputs) {
        this.api = api;
        this.state = state;
        this.inputs = inputs;
    }

    Seen seen() throws IOException, InterruptedException {
        Phase phase = phase(state);
        Seen ended = hasEnded(phase);
        if (ended.due().isPresent()) {
            return ended;
        }
        if (phase.isBeforeDeployment() && state.has(NUMBER) && state.has(BRANCH)) {
            return orphaned();
        }
        boolean waits = phase == Phase.EMPTY || phase.isLive();
        boolean isKnown = Stream.of(BRANCH, INTO_BRANCH, BRANCH_REVISION).allMatch(state::has);
        if (!waits || inputs.value(BRANCH).hasUnknown() || !isKnown) {
            return Seen.NOTHING;
        }
        ApiPath database = Owners.databasePath(state, DATABASE);
        String branch = state.get(BRANCH);
        String target = state.get(INTO_BRANCH);
        Optional<SchemaText> head = Facts.schema(api, database, branch);
        if (head.isEmpty() || head.get().revision().equals(state.get(BRANCH_REVISION))) {
            return Seen.NOTHING;
        }
        Optional<SchemaText> into = Facts.schema(api, database, target);
        if (into.isEmpty() || into.equals(head)) {
            return Seen.NOTHING;
        }
        List<SchemaChange> changes =
                SchemaChange.between(into.get(), head.get(), History.base(api, database, branch, target));
        return changes.isEmpty() ? Seen.NOTHING : changed(phase, branch, target, changes);
    }

    /// The first triggers of a program ask for another request only if the one that is recorded has ended, which others
    /// may have brought about since.
    private Seen hasEnded(Phase recorded) throws IOException, InterruptedException {
        boolean first = inputs.has(TRIGGERS) && !state.has(TRIGGERS);
        if (!first || recorded.isFinal() || !state.has(NUMBER)) {
            return Seen.NOTHING;
        }
        return api.peek(DeployRequestResource.path(state), LiveDeployRequest.class)
                .filter(live -> live.phase().isFinal())
                .map(live -> due("`triggers` are set, and " + live.label() + " has ended since the last run: it is "
                        + live.phaseWord()))
                .orElse(Seen.NOTHING);
    }

    /// A request does not go over to another branch that has the name now.
    private Seen orphaned() throws IOException, InterruptedException {
        Optional<LiveDeployRequest> live = api.peek(DeployRequestResource.path(state), LiveDeployRequest.class);
        if (live.filter(LiveDeployRequest::isOrphan).isEmpty()) {
            return Seen.NOTHING;
        }
        String branch = state.get(BRANCH);
        ApiPath path = Owners.databasePath(state, DATABASE).then("/branches/{}", branch);
        return api.peek(path, Object.class).isPresent()
                ? due("`" + branch + "` was deleted after deploy request #" + state.get(NUMBER)
                        + " was opened, and another branch has that name now")
                : Seen.NOTHING;
    }

    private Seen changed(Phase phase, String branch, String target, List<SchemaChange> changes) {
        String request = "deploy request #" + state.get(NUMBER);
        if (phase == Phase.EMPTY) {
            return due("`" + branch + "` has changed since " + request + " had nothing to deploy");
        }
        if (inputs.is(REDEPLOY)) {
            return due("`" + branch + "` has changed since " + request + " went live, and `redeploy` is true");
        }
        Finding warning = Finding.warning(
                "`" + branch + "` has changed since " + request + " went live, and that is not deployed",
                "Set `redeploy: true` or change `triggers` to open the next request.");
        Finding shown = Finding.info(LookText.written(
                "deploying `" + branch + "` into `" + target + "`",
                changes.stream().map(SchemaChange::block).toList()));
        return new Seen(Optional.empty(), List.of(warning, shown));
    }

    private static Seen due(String why) {
        return new Seen(Optional.of(new Schema.Work(VERDICT, OnChange.replace(why))), List.of());
    }
}
