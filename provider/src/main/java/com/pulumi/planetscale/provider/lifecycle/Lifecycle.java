package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.plan.Planner;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Memory;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.SharedReads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The life of the objects of one kind, as any engine would ask for it: check, plan, preview, create, read,
/// update, delete, list.
///
/// What an author of a resource must not be able to forget happens here: an object that exists is recorded
/// whatever fails afterwards, inputs are echoed as written, and what is done in part is recorded in part.
public final class Lifecycle {
    private final Resource resource;
    private final Schema schema;
    private final Identities identities;
    private final Account account;
    private final Completion completion;
    private final Possession possession;

    /// The life of one kind, of an account of which nothing is known.
    public Lifecycle(Resource resource, Identities identities) {
        this(resource, identities, Account.UNKNOWN, Memory.NONE);
    }

    /// The life of one kind.
    ///
    /// @param identities what this process knows of the names of objects, shared by all kinds
    /// @param account what can be known of all kinds alike
    /// @param memory what this machine remembers of interrupted runs
    public Lifecycle(Resource resource, Identities identities, Account account, Memory memory) {
        this.resource = resource;
        schema = resource.schema();
        this.identities = identities;
        this.account = account;
        completion = new Completion(resource, account);
        possession = new Possession(resource, identities, memory);
    }

    /// What the kind declares.
    public Schema schema() {
        return schema;
    }

    /// How long it may take to make or change an object if the program does not say.
    public Duration patience(PropertyMap inputs) {
        return resource.patience(inputs);
    }

    /// Inputs with their defaults, and everything that is wrong with them.
    public record Checked(PropertyMap inputs, List<Finding> findings) {}

    /// What a preview has to show: the state as far as it is known, and what was found by looking.
    public record Preview(PropertyMap planned, List<Finding> findings) {}

    /// An object that was found, with the inputs of a program that would describe it.
    public record Found(String id, PropertyMap inputs, PropertyMap state) {}

    /// Fills in what is absent and finds everything that is wrong; changes nothing that is there.
    public Checked check(PropertyMap oldInputs, PropertyMap given, Context context) {
        PropertyMap inputs = completed(schema, given, context.providerSettings());
        var findings = new ArrayList<Finding>();
        inputs = Names.fill(schema, oldInputs, inputs, context, findings::add);
        for (Property<?> property : schema.inputs()) {
            if (property.isFromProvider() && !inputs.has(property)) {
                findings.add(Finding.refusal(
                        property,
                        "neither the resource nor the provider says which",
                        "Set it here, as `planetscale:" + property.name() + "` in the stack's configuration, or as"
                                + " PLANETSCALE_" + property.snakeName().toUpperCase(Locale.ROOT)
                                + " in the environment."));
            }
        }
        findings.addAll(schema.check(inputs));
        if (findings.isEmpty()) {
            identities.want(schema, inputs);
        }
        return new Checked(schema.marked(inputs), findings);
    }

    /// Inputs with the provider's settings in place of what they leave out.
    public static PropertyMap completed(Schema schema, PropertyMap given, PropertyMap providerSettings) {
        PropertyMap inputs = given;
        for (Property<?> property : schema.inputs()) {
            Value setting = providerSettings.value(property);
            if (property.isFromProvider() && !inputs.has(property) && setting.present()) {
                inputs = inputs.with(property.name(), setting);
            }
        }
        return inputs;
    }

    /// Whether some properties are a recorded state, not what a program gives to look an object up.
    public boolean isRecorded(PropertyMap inputs, PropertyMap properties) {
        return completion.isRecorded(inputs, properties);
    }

    /// Recorded inputs without those that no program can have given: whatever has put them there, they count as
    /// missing.
    public PropertyMap readableInputs(PropertyMap recorded) {
        return schema.readableInputs(recorded);
    }

    /// A recorded state with everything by which its object is found, whatever an older version, an import or an
    /// editor has omitted. Every other verb takes such a state.
    ///
    /// @param id the path at creation
    /// @param inputs the inputs recorded with it
    public PropertyMap identified(String id, PropertyMap inputs, PropertyMap state) {
        return completion.identified(id, inputs, state);
    }

    /// The owner that a query for a list names.
    ///
    /// @throws IllegalArgumentException if it does not say which
    public PropertyMap owner(PropertyMap query, PropertyMap providerSettings) {
        PropertyMap owner = completed(schema, query, providerSettings);
        for (Property<?> part : schema.identity().subList(0, schema.identity().size() - 1)) {
            if (!owner.has(part)) {
                throw new IllegalArgumentException("say which " + part.name() + " to list, with `" + part.name() + "`");
            }
        }
        return owner;
    }

    /// Plans the next step of an object that exists.
    ///
    /// @param ignored paths whose changes the program asked to ignore
    public Plan plan(
            Operation operation,
            String label,
            PropertyMap oldInputs,
            PropertyMap state,
            PropertyMap inputs,
            List<Path> ignored)
            throws InterruptedException {
        return planning(account).plan(operation, label, oldInputs, state, inputs, ignored, operation::say);
    }

    /// Compares what is recorded with what is there, as a refresh shows it. Nothing follows from it, so PlanetScale is
    /// not asked about names.
    public Plan compare(
            Operation operation,
            String label,
            PropertyMap oldInputs,
            PropertyMap state,
            PropertyMap given,
            List<Path> ignored)
            throws InterruptedException {
        Plan plan = planning(Account.UNKNOWN).plan(operation, label, oldInputs, state, given, ignored, _ -> {});
        possession.shown(operation);
        return plan;
    }

    /// @param known what is asked which objects have the names that the program writes
    private Planning planning(Account known) {
        return new Planning(resource, identities, new NamedObjects(resource, identities, known), looks(), possession);
    }

    private Looks looks() {
        return new Looks(resource, account, new NamedObjects(resource, identities, account), possession);
    }

    /// What a create will make, and what a look around finds.
    public Preview previewCreate(Operation operation, PropertyMap inputs) throws InterruptedException {
        PropertyMap planned = Planner.created(schema, inputs);
        identities.plan(schema, planned, operation.label());
        identities.make(schema, inputs);
        var findings = new ArrayList<>(possession.forced(operation, inputs));
        findings.addAll(looks().look(operation, PropertyMap.EMPTY, inputs, resource.creating(inputs)));
        return new Preview(planned, findings);
    }

    /// What an update will make, and what a look around finds.
    public Preview previewUpdate(
            Operation operation,
            String label,
            PropertyMap oldInputs,
            PropertyMap state,
            PropertyMap inputs,
            List<Path> ignored)
            throws InterruptedException {
        // The engine has asked for the plan before, so its warnings are said.
        Plan plan = planning(account).plan(operation, label, oldInputs, state, inputs, ignored, _ -> {});
        PropertyMap planned = switch (plan) {
            case Plan.Keep keep -> keep.planned();
            case Plan.Update update -> update.planned();
            case Plan.Replace _ -> Planner.created(schema, inputs);
            case Plan.Refuse _ -> state;
        };
        PropertyMap wanted = withDefaults(oldInputs, inputs);
        return new Preview(
                planned, looks().look(operation, state, wanted, PlannedCalls.of(resource, plan, state, inputs)));
    }

    /// Makes the object and brings it to what the program wants.
    ///
    /// @throws IOException if nothing was made
    public Outcome create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        possession.claim(operation, inputs);
        possession.forced(operation, inputs).forEach(operation::say);
        PropertyMap live = new Patience(operation, account).whenFree(() -> resource.create(operation, inputs));
        PropertyMap made = States.record(
                schema,
                Identities.newRecord(),
                inputs,
                States.answered(schema, inputs, live),
                Finish.broughtAbout(resource));
        String id = schema.path(made).orElseThrow(() -> new IllegalStateException("a create must tell the identity"));
        identities.made(schema, made, inputs);
        identities.records().hold(operation, schema, made);
        return new Finish(resource, account, operation, made, inputs).run(id, true, false);
    }

    /// Brings an object from its recorded state to what the program wants; finishes one that was half made.
    ///
    /// @throws IOException if nothing was changed
    public Outcome update(Operation operation, String id, PropertyMap oldInputs, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        possession.recorded(operation, state);
        PropertyMap wanted = withDefaults(oldInputs, inputs);
        PropertyMap whole = completion
                .complete(operation, oldInputs, state)
                .orElseThrow(() -> new OperationException(Finding.refusal(
                        Path.ROOT,
                        schema.name() + " `" + schema.path(state).orElse(id) + "` no longer exists",
                        "Run `pulumi refresh`, then `pulumi up` makes it again.")));
        boolean waitFirst = !resource.isReady(whole);
        PropertyMap known =
                States.withoutDropped(schema, States.withNotes(schema, whole, oldInputs), oldInputs, wanted);
        PropertyMap begin = Hidden.withImported(
                States.record(
                        schema, known, wanted, withoutNoted(known, oldInputs, wanted), Finish.broughtAbout(resource)),
                Set.of());
        // Without a change, engines ask for an update after one that was stopped.
        boolean goesOn = inputs.equals(oldInputs);
        Outcome outcome = new Finish(resource, account, operation, begin, wanted).run(id, waitFirst, goesOn);
        if (outcome instanceof Outcome.Ready ready) {
            identities.learn(schema, ready.state());
        }
        return outcome;
    }

    /// Inputs with the defaults of what the program has dropped.
    private PropertyMap withDefaults(PropertyMap oldInputs, PropertyMap inputs) {
        PropertyMap wanted = inputs;
        for (Property<?> property : schema.inputs()) {
            if (oldInputs.has(property)
                    && !inputs.has(property)
                    && property.fallback().isPresent()) {
                wanted = wanted.with(property.name(), property.fallback().get());
            }
        }
        return wanted;
    }

    /// Looks an object up that is recorded.
    ///
    /// @return empty if it is gone
    public Optional<Found> refresh(Operation operation, String id, PropertyMap oldInputs, PropertyMap state)
            throws IOException, InterruptedException {
        Optional<PropertyMap> live = SharedReads.during(() -> completion.read(operation, state));
        if (live.isEmpty()) {
            return Optional.empty();
        }
        PropertyMap now = States.record(schema, state, oldInputs, live.get(), Set.of());
        possession.recorded(operation, now);
        LostSecrets.of(resource, now).ifPresent(operation::say);
        return Optional.of(new Found(id, schema.marked(States.refreshed(schema, oldInputs, now, live.get())), now));
    }

    /// Looks an object up by its path.
    ///
    /// @return empty if there is none
    /// @throws OperationException if the path is malformed
    public Optional<Found> find(Operation operation, String path, PropertyMap providerSettings)
            throws IOException, InterruptedException {
        PropertyMap identity = schema.parse(path, providerSettings)
                .orElseThrow(() -> new OperationException(Finding.refusal(
                        Path.ROOT,
                        "`" + path + "` is not the id of a " + schema.name(),
                        "Give `" + schema.pathFormat() + "`; the organization can be omitted if the provider has"
                                + " one.")));
        Optional<PropertyMap> live = SharedReads.during(() -> resource.read(operation, identity));
        if (live.isEmpty()) {
            return Optional.empty();
        }
        PropertyMap named = identity.with(live.get());
        PropertyMap told = named.with(OwnerIds.missing(schema, account, named));
        PropertyMap state = States.record(schema, identity, PropertyMap.EMPTY, told, Set.of());
        possession.recorded(operation, state);
        String id = schema.path(state).orElse(path);
        PropertyMap inputs = States.imported(schema, state, providerSettings);
        return Optional.of(
                new Found(id, schema.marked(inputs), Hidden.withImported(state, States.optional(schema, inputs))));
    }

    /// Everything known of an object that is to be deleted: the inputs are newer than the state, since a change
    /// of what only the provider uses is recorded in them alone.
    ///
    /// @param oldInputs what the program wanted last; empty where the engine does not say
    public PropertyMap known(PropertyMap oldInputs, PropertyMap state) {
        PropertyMap known = state;
        for (Property<?> property : schema.inputs()) {
            if (property.isLocal() && !oldInputs.isEmpty()) {
                known = known.without(property.name());
            }
        }
        return known.with(oldInputs);
    }

    /// Deletes an object, unless its state forbids that or the program continues with it under another record.
    public void delete(Operation operation, PropertyMap recorded) throws IOException, InterruptedException {
        new Deletion(resource, account, completion, possession).run(operation, recorded);
    }

    /// The paths of all objects of one owner.
    public Stream<String> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        if (!(resource instanceof Resource.Listed listed)) {
            return Stream.empty();
        }
        return listed.list(operation, owner).flatMap(object -> schema.path(owner.with(object)).stream());
    }

    /// A state without what the program now writes in another way and no step brings about: the new name of an
    /// owner, or what is used here only. The new writing is recorded. What mattered at creation stays as it was.
    private PropertyMap withoutNoted(PropertyMap state, PropertyMap oldInputs, PropertyMap wanted) {
        Set<String> steps = Finish.broughtAbout(resource);
        PropertyMap rest = state;
        for (Property<?> property : schema.inputs()) {
            boolean isHistory = property.isAtCreation(state)
                    && (property.named().isEmpty() || oldInputs.value(property).equals(wanted.value(property)));
            if (wanted.has(property) && !steps.contains(property.name()) && !isHistory) {
                rest = rest.without(property.name());
            }
        }
        return rest;
    }
}
