package com.pulumi.planetscale.provider.resources.traffic;

import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;
import static com.pulumi.planetscale.provider.resources.traffic.BudgetProperties.*;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.EngineBound;
import com.pulumi.planetscale.provider.resources.making.FoundInList;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A budget of Database Traffic Control.
public final class TrafficBudgetResource
        implements Resource.Updatable, Resource.Previewing, Resource.Limited, Resource.Listed {
    private static final Property<String> DATABASE = Owners.database("traffic budget");
    private static final Property<String> BRANCH = Owners.branch("traffic budget");
    private static final EngineBound POSTGRES_ONLY =
            new EngineBound(DATABASE, Engine.POSTGRESQL, "traffic budgets", "Remove it.");

    private static final Schema SCHEMA = Schema.of(
                    "TrafficBudget",
                    "A budget of Database Traffic Control: how much of the server some queries on a branch of a Postgres"
                            + " database may use. A query that matches several budgets needs the consent of each. The"
                            + " rules that say which queries these are belong either to the budget, in `rules`, or to"
                            + " `TrafficRule` resources, if `rules` is omitted; a program that has both is refused.",
                    Stream.of(
                                    List.of(ORGANIZATION, DATABASE, BRANCH),
                                    IN_PLACE,
                                    List.of(PUBLIC_ID, DATABASE_ID, BRANCH_ID, CREATED_AT))
                            .<Property<?>>flatMap(List::stream)
                            .toList())
            .identifiedBy(List.of(ORGANIZATION, DATABASE, BRANCH, PUBLIC_ID))
            .inApi("traffic/budgets")
            .checking((inputs, findings) ->
                    RuleContent.eachOf(RULES, inputs, (at, rule) -> RuleContent.check(at, rule, findings)));

    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;

    public TrafficBudgetResource(Api api, Siblings shared, Directory directory, Notes notes) {
        this.api = api;
        this.shared = shared;
        this.directory = directory;
        this.notes = notes;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Optional<Finding> contradiction(Operation operation, PropertyMap state, PropertyMap inputs) {
        return RuleOwner.ofBudget(operation, state, inputs);
    }

    @Override
    public List<Finding> obstacles(Operation operation, PropertyMap state, PropertyMap inputs) {
        return contradiction(operation, state, inputs).stream().toList();
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        var findings = new ArrayList<>(POSTGRES_ONLY.look(directory, state, inputs));
        if (LIMITS.stream().noneMatch(inputs::has)) {
            findings.add(Finding.warning(
                    "the budget has no limit, so it has no effect",
                    "Set `capacity`, `rate`, `burst` or `concurrency`."));
        }
        if (inputs.find(MODE).filter("enforce"::equals).isPresent()) {
            LIMITS.stream()
                    .filter(limit ->
                            inputs.find(limit).filter(value -> value == 0).isPresent())
                    .map(limit -> Finding.warning(
                            limit, "0 blocks all queries that the budget is for", "Use a larger number, or `warn`."))
                    .forEach(findings::add);
        }
        if (!inputs.differing(state, List.of(RULES)).isEmpty()) {
            RuleContent.eachOf(RULES, inputs, (_, rule) -> findings.addAll(RuleContent.doubts(rule)));
        }
        int left = rulesLeft(state, inputs);
        if (left > 0) {
            findings.add(Finding.warning(
                    RULES,
                    "it was removed, and the rules that it listed (" + left + ") stay in the budget",
                    "Adopt them as `TrafficRule` resources, or remove them first with an empty list."));
        }
        return findings;
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        POSTGRES_ONLY.require(inputs, database);
        Directory.Branch branch = directory.branch(operation, branch(inputs));
        LiveBudget live =
                withHint(inputs, () -> new Making<>(api, shared, notes, new Traits(api, inputs)).run(operation));
        return owned(live, inputs).with(DATABASE_ID, database.id()).with(BRANCH_ID, branch.id());
    }

    /// How a budget is made and recognised. Several may have one name.
    private record Traits(Api api, PropertyMap inputs) implements FoundInList<LiveBudget> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public ApiPath collection() {
            return TrafficBudgetResource.collection(inputs);
        }

        @Override
        public Class<LiveBudget> type() {
            return LiveBudget.class;
        }

        @Override
        public List<Property<?>> sent() {
            return IN_PLACE;
        }

        @Override
        public PropertyMap properties(LiveBudget budget) {
            return budget.properties();
        }

        @Override
        public String name() {
            return inputs.get(NAME);
        }

        @Override
        public boolean isNamed(LiveBudget budget, String name) {
            return name.equals(budget.name());
        }
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return shared.find(path(state), LiveBudget.class).map(live -> owned(live, state));
    }

    @Override
    public List<Step> steps() {
        return List.of(new Step(
                IN_PLACE,
                (operation, state, inputs) -> !changes(state, inputs).isEmpty() || rulesLeft(state, inputs) > 0,
                (operation, state, inputs) -> {
                    Map<String, Object> changes = changes(state, inputs);
                    // Without a list, the rules are left to others, which takes no call.
                    return changes.isEmpty()
                            ? PropertyMap.EMPTY
                            : owned(withHint(inputs, () -> api.patch(path(state), changes, LiveBudget.class)), inputs);
                }));
    }

    private static LiveBudget withHint(PropertyMap inputs, Request request) throws IOException, InterruptedException {
        try {
            return request.send();
        } catch (ApiException refusal) {
            boolean haveTags = inputs.find(RULES).orElse(Set.of()).stream()
                    .anyMatch(rule ->
                            !rule.find(RuleContent.TAGS).orElse(Set.of()).isEmpty());
            throw RuleContent.explained(refusal, haveTags);
        }
    }

    /// A call that makes or changes a budget.
    @FunctionalInterface
    private interface Request {
        LiveBudget send() throws IOException, InterruptedException;
    }

    /// How many rules a budget has listed that the program does not list any more.
    private static int rulesLeft(PropertyMap state, PropertyMap inputs) {
        return inputs.has(RULES) ? 0 : state.find(RULES).orElse(Set.of()).size();
    }

    /// What differs, and null for a limit that the program omits again.
    private static Map<String, Object> changes(PropertyMap state, PropertyMap inputs) {
        var body = new LinkedHashMap<>(inputs.differing(state, IN_PLACE).body(IN_PLACE));
        CLEARABLE.stream()
                .filter(limit -> state.has(limit) && !inputs.has(limit))
                .forEach(limit -> body.put(limit.apiName(), null));
        return body;
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        var _ = api.delete(path(state));
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        return api.list(collection(owner), LiveBudget.class).map(LiveBudget::properties);
    }

    @Override
    public boolean canBelongTo(PropertyMap branch) {
        return Engine.isPostgres(branch);
    }

    private static ApiPath branch(PropertyMap values) {
        return Owners.branchPath(values, DATABASE, BRANCH);
    }

    private static ApiPath collection(PropertyMap values) {
        return branch(values).then("/traffic/budgets");
    }

    private static ApiPath path(PropertyMap state) {
        return collection(state).then("/{}", state.get(PUBLIC_ID));
    }

    /// Rules that are not listed in `rules` belong to others. Imports and look-ups, which know no name yet, show all.
    private static PropertyMap owned(LiveBudget live, PropertyMap known) {
        return known.has(RULES) || !known.has(NAME) ? live.properties() : live.settings();
    }
}
