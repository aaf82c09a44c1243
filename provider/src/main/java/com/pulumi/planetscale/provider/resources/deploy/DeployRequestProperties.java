package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What a deploy request declares about itself.
final class DeployRequestProperties {
    static final String WAIT = "wait";
    static final String FAIL = "fail";
    static final String HAND_OFF = "handOff";

    static final Property<String> DATABASE = Owners.database("deploy request");

    static final Property<String> BRANCH = Property.text("branch", "Branch whose schema is to be deployed.")
            .namingSibling("Branch")
            .atCreation("a deploy request carries the schema of one branch");

    static final Property<String> INTO_BRANCH = Property.text(
                    "intoBranch",
                    "Branch to deploy into, which must have safe migrations turned on. If omitted, the parent of"
                            + " `branch`, or the database's default branch.")
            .optional()
            .namingSibling("Branch")
            .atCreation("a deploy request goes into one branch")
            .always();

    static final Property<String> NOTES = Property.text("notes", "Notes for reviewers, in Markdown.")
            .optional()
            .deciding((from, to, state) -> editedNotes(state))
            .dropping(new OnChange.Decide<>((from, to, state) -> editedNotes(state)))
            .atCreationWhile(_ -> true)
            .fixed();

    static final Property<String> STAGE = Property.oneOf(
                    "stage",
                    "How far `pulumi up` takes it: `opened` until PlanetScale has checked it, `staged` until the data"
                            + " is copied and the cutover waits, `deployed` until it is live, `permanent` until it can"
                            + " no longer be reverted, `reverted` undoes it while that is possible.",
                    "opened",
                    "staged",
                    "deployed",
                    "permanent",
                    "reverted")
            .defaultsTo("deployed")
            .deciding(StageChange::of);

    static final Property<String> AT_GATE = Property.oneOf(
                    "atGate",
                    "What to do at a gate that another person has to open, such as an approval: `wait` until it is open"
                            + " or the time is up; `fail` at once, and continue in the next run; or `handOff`, which"
                            + " succeeds and looks again in the next run.",
                    WAIT,
                    FAIL,
                    HAND_OFF)
            .defaultsTo(WAIT)
            .local();

    static final Property<Boolean> REQUIRE_APPROVAL = Property.bool(
                    "requireApproval", "Whether it must be approved even where the database does not ask for that.")
            .defaultsTo(false)
            .local();

    static final Property<String> DESTRUCTIVE = Property.oneOf(
                    "destructive",
                    "What to do about a change that can lose data: one that drops a table or column, narrows a type,"
                            + " removes or reorders enum values, adds NOT NULL, changes a character set, collation,"
                            + " engine or partitions, removes a foreign key, or touches a table that was"
                            + " used recently.",
                    "refuse",
                    "allow")
            .defaultsTo("refuse")
            .local();

    static final Property<String> APPROVED_FINGERPRINT = Property.text(
                    "approvedFingerprint",
                    "Deploys only if `fingerprint` is this one. The preview shows it, and once the request is open, so does"
                            + " the output `fingerprint`. If omitted, any is deployed.")
            .optional()
            .local();

    static final Property<Boolean> INSTANT_DDL = Property.bool(
                    "instantDdl",
                    "Whether to deploy with instant DDL, which changes tables at once, cannot wait for a cutover and"
                            + " cannot be reverted. Refused where PlanetScale says that it is not possible.")
            .defaultsTo(false)
            .local();

    static final Property<String> STRATEGY = Property.oneOf(
                    "strategy",
                    "How the deployment begins: `serial` waits in the deploy queue, `parallel` runs beside it. One"
                            + " deployment of a branch can run in parallel, and it must change other tables than those"
                            + " in the queue. If omitted, PlanetScale decides, which is `serial`.",
                    "serial",
                    "parallel")
            .optional()
            .local();

    static final Property<Boolean> AUTO_DELETE_BRANCH = Property.bool(
                    "autoDeleteBranch", "Whether PlanetScale deletes `branch` after the deployment.")
            .defaultsTo(false)
            .always();

    static final Property<Long> THROTTLER_RATIO = Property.integer(
                    "throttlerRatio",
                    "How much this deployment is throttled in favor of other load, from 0 (not at all) to 95 (almost"
                            + " stopped), in all keyspaces. If omitted, as much as the database says.")
            .optional()
            .checking(Throttler::problem);

    static final Property<Map<String, String>> TRIGGERS = Property.map(
                    "triggers",
                    "Arbitrary strings. A change closes the request if it is open, and opens a new one. Setting them"
                            + " for the first time does so only if the request has ended.",
                    Type.anyText())
            .optional()
            .local()
            .atCreation("a trigger has changed")
            .believedWhile(state -> !phase(state).isFinal());

    static final Property<Boolean> REDEPLOY = Property.bool(
                    "redeploy",
                    "Whether the next `pulumi up` opens a new request if `branch` has changed again after the last one"
                            + " went live. If not, that is a warning.")
            .defaultsTo(false)
            .local();

    static final Property<String> NUMBER = Property.text("number", "Number of the deploy request, as people see it.")
            .computed()
            .always();
    static final Property<String> HTML_URL =
            Property.text("htmlUrl", "Page on which it is reviewed.").computed().always();

    /// Where the request has got to, in one word that a pipeline can test.
    static final Property<String> VERDICT = moving(Property.text(
                    "verdict",
                    "Progress of the deploy request, for pipelines: `checking`, `refused`, `waiting` (for a person),"
                            + " `ready`, `deploying`, `staged`, `live`, `noChanges`, `canceling`, `canceled`, `closed`,"
                            + " `failed`, `reverting`, `reverted` or `unknown`."))
            .always();
    static final Property<String> STATE =
            moving(Property.text("state", "`open` or `closed`.")).always();
    static final Property<String> DEPLOYMENT_STATE = moving(Property.text(
                    "deploymentState", "State of its deployment in PlanetScale's words, such as `queued`."))
            .always();
    static final Property<Boolean> APPROVED =
            moving(Property.bool("approved", "Whether it has been approved.")).always();
    static final Property<List<String>> REVIEWERS = moving(
                    Property.list("reviewers", "Names of those who approved it.", Type.text()))
            .always();
    static final Property<String> FINGERPRINT = moving(Property.text(
            "fingerprint",
            "Hash of everything from which the statements are computed: the tables and VSchemas of `branch` and of the"
                    + " target, and which branch it is. The preview shows the same hash before the request is opened;"
                    + " the output is known once the request is checked, until it is deployed."));
    static final Property<String> SCHEMA_REVISION = moving(Property.text(
            "schemaRevision",
            "Hash of the target's schema, VSchemas included, once the change is live. What needs the new schema should"
                    + " depend on this."));
    static final Property<String> BRANCH_REVISION = moving(Property.text(
            "branchRevision",
            "Hash of the schema of `branch`, VSchemas included, as it was deployed, or compared if there was nothing to"
                    + " deploy. Shows whether it has changed since."));
    static final Property<Boolean> ADOPTED = Property.bool(
                    "adopted",
                    "Whether the request was already open when this program came to it, so that a person or another"
                            + " program has opened it.")
            .computed();
    static final Property<String> REVERTIBLE_UNTIL =
            moving(Property.text("revertibleUntil", "Time until which it can be reverted, in ISO 8601."));
    static final Property<String> DEPLOYED_AT = moving(Property.text("deployedAt", "When it went live, in ISO 8601."));

    static final Property<String> KEYSPACE = Property.text(
                    "keyspace", "Keyspace of the table, empty if PlanetScale does not say.")
            .computed()
            .always();
    static final Property<String> TABLE =
            Property.text("table", "Name of the table.").computed().always();
    static final Property<String> OPERATION =
            Property.text("kind", "`CREATE`, `ALTER` or `DROP`.").computed().always();
    static final Property<String> STATEMENT =
            Property.text("statement", "Statement that is run.").computed().always();
    static final Property<List<String>> DANGERS = Property.list(
                    "dangers",
                    "What the change can lose, as PlanetScale reports and as the statement" + " shows.",
                    Type.text())
            .computed()
            .always();
    static final Property<Boolean> CAN_DROP_DATA = Property.bool(
                    "canDropData", "Whether PlanetScale reports that it can drop data.")
            .computed()
            .always();
    static final Property<Boolean> RECENTLY_USED = Property.bool("recentlyUsed", "Whether the table was used recently.")
            .computed()
            .always();
    static final Property<List<String>> REMOVED_FOREIGN_KEYS = Property.list(
                    "removedForeignKeys", "Foreign keys that it removes.", Type.text())
            .computed()
            .always();
    static final Property<List<PropertyMap>> OPERATIONS = moving(Property.list(
                    "operations",
                    "Changes by table, the most dangerous first.",
                    new Type.Obj(
                            "DeployRequestOperation",
                            "A change of a table.",
                            List.of(
                                    KEYSPACE,
                                    TABLE,
                                    OPERATION,
                                    STATEMENT,
                                    DANGERS,
                                    CAN_DROP_DATA,
                                    RECENTLY_USED,
                                    REMOVED_FOREIGN_KEYS))))
            .always();
    static final Property<List<String>> LINT_ERRORS = moving(Property.list(
                    "lintErrors", "Errors that PlanetScale finds in the schema of `branch`.", Type.text()))
            .always();

    static final Property<String> GATE_NAME = Property.text("name", "Name of the gate, such as `approval`.")
            .computed()
            .always();
    static final Property<String> GATE_STATE = Property.text(
                    "state",
                    "`passed`, `notRequired`, `pending` (not reached yet), `blocked` (in the way) or `unknown`.")
            .computed()
            .always();
    static final Property<String> GATE_REASON =
            Property.text("reason", "Why it has this state.").computed().always();
    static final Property<String> GATE_REMEDY = Property.text(
                    "remedy", "How to clear it if it is blocked, empty otherwise.")
            .computed()
            .always();
    static final Property<List<PropertyMap>> GATES = moving(Property.list(
                    "gates",
                    "Gates between the change and its target.",
                    new Type.Obj(
                            "DeployRequestGate",
                            "A gate between a schema change and its target.",
                            List.of(GATE_NAME, GATE_STATE, GATE_REASON, GATE_REMEDY))))
            .always();

    static final Schema SCHEMA = Schema.of(
                    "DeployRequest",
                    "A schema change that is deployed from one branch of a Vitess database into another, through the"
                            + " gates between them. Postgres databases have no deploy requests.",
                    List.of(
                            ORGANIZATION,
                            DATABASE,
                            BRANCH,
                            INTO_BRANCH,
                            NOTES,
                            STAGE,
                            AT_GATE,
                            REQUIRE_APPROVAL,
                            DESTRUCTIVE,
                            APPROVED_FINGERPRINT,
                            INSTANT_DDL,
                            STRATEGY,
                            AUTO_DELETE_BRANCH,
                            THROTTLER_RATIO,
                            TRIGGERS,
                            REDEPLOY,
                            NUMBER,
                            HTML_URL,
                            VERDICT,
                            STATE,
                            DEPLOYMENT_STATE,
                            GATES,
                            OPERATIONS,
                            LINT_ERRORS,
                            APPROVED,
                            REVIEWERS,
                            FINGERPRINT,
                            SCHEMA_REVISION,
                            BRANCH_REVISION,
                            ADOPTED,
                            REVERTIBLE_UNTIL,
                            DEPLOYED_AT,
                            PUBLIC_ID,
                            DATABASE_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, DATABASE, NUMBER))
            // A create continues with the open request of its branches, which would be the one that is closed next.
            // One that is over is in no one's way; deleting it first would take with it what depends on its outputs.
            .oneAtATimeWhile(state -> isOpen(state) && !phase(state).isLive())
            .checking(DeployRequestProperties::badMix)
            .due((state, inputs, now) -> due(state, inputs));

    private DeployRequestProperties() {}

    /// An output that every step of the way may change. `verdict` is the one that shows that there is a way to
    /// go.
    private static <T> Property<T> moving(Property<T> output) {
        return output.computedFrom(STAGE, Property.text("verdict", ""));
    }

    /// The phase that a state has recorded.
    static Phase phase(PropertyMap state) {
        return Phase.of(
                state.find(STATE).orElse(null),
                state.find(DEPLOYMENT_STATE).orElse(null),
                null,
                state.find(DEPLOYED_AT).orElse(null));
    }

    private static boolean isOpen(PropertyMap state) {
        return state.find(STATE).filter("open"::equals).isPresent();
    }

    static Stage stage(PropertyMap inputs) {
        return Stage.of(inputs.find(STAGE));
    }

    private static OnChange<String> editedNotes(PropertyMap state) {
        if (state.is(ADOPTED)) {
            // Its author's notes stay: closing it would end the discussion on it.
            return OnChange.note();
        }
        return phase(state).isBeforeDeployment()
                ? OnChange.replace(
                        "PlanetScale cannot edit the notes of a deploy request: it is closed and opened anew")
                : OnChange.refuse(
                        "PlanetScale cannot edit the notes of a deploy request, and this one was deployed already",
                        "Take the change back, or list `notes` in `ignoreChanges`.");
    }

    /// Going on, as long as it is not as far as the program wants. Where it never will be, the look before an
    /// update says so, and the update: to refuse the plan would let a refresh fail, since engines plan after it.
    private static Optional<Schema.Work> due(PropertyMap state, PropertyMap inputs) {
        return inputs.value(STAGE).hasUnknown() || stage(inputs).isReached(phase(state))
                ? Optional.empty()
                : Optional.of(new Schema.Work(VERDICT, OnChange.update()));
    }

    private static void badMix(PropertyMap inputs, Consumer<Finding> findings) {
        if (inputs.is(INSTANT_DDL)
                && inputs.find(STAGE)
                        .filter(stage -> stage.equals("staged") || stage.equals("reverted"))
                        .isPresent()) {
            findings.accept(Finding.refusal(
                    INSTANT_DDL,
                    "instant DDL has no cutover to wait for and cannot be reverted",
                    "Remove it, or use another `stage`."));
        }
        Optional<String> target = inputs.find(INTO_BRANCH);
        if (target.isPresent() && target.equals(inputs.find(BRANCH))) {
            findings.accept(Finding.refusal(
                    INTO_BRANCH, "a branch cannot be deployed into itself", "Name the branch to deploy into."));
        }
    }
}
