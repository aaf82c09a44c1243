package com.pulumi.planetscale.provider.resources.traffic;

import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.EngineBound;
import com.pulumi.planetscale.provider.resources.making.FoundInList;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A rule of a budget that does not list its rules itself.
public final class TrafficRuleResource implements Resource.Previewing, Resource.Limited, Resource.Listed {
    static final Property<String> DATABASE = Owners.database("traffic rule");
    static final Property<String> BRANCH = Owners.branch("traffic rule");
    static final Property<String> BUDGET = Property.text(
                    "budget", "Public id of the budget that the rule belongs to: `publicId` of a `TrafficBudget`.")
            .inApi("traffic/budget")
            .identifyingOwner("TrafficBudget")
            .atCreation("a traffic rule cannot move between budgets");
    private static final EngineBound POSTGRES_ONLY =
            new EngineBound(DATABASE, Engine.POSTGRESQL, "traffic rules", "Remove it.");

    private static final Schema SCHEMA = Schema.of(
                    "TrafficRule",
                    "A rule that says which queries a `TrafficBudget` is for, for a budget that omits `rules`: a budget"
                            + " that lists its rules itself owns all of them, and a program that has both is refused."
                            + " Each change makes another rule, before the old one is deleted.",
                    Stream.of(
                                    List.of(ORGANIZATION, DATABASE, BRANCH, BUDGET),
                                    RuleContent.INPUTS,
                                    List.of(PUBLIC_ID, DATABASE_ID, BRANCH_ID, CREATED_AT))
                            .<Property<?>>flatMap(List::stream)
                            .toList())
            .identifiedBy(List.of(ORGANIZATION, DATABASE, BRANCH, BUDGET, PUBLIC_ID))
            .inApi("rules")
            .checking((inputs, findings) -> RuleContent.check(Path.ROOT, inputs, findings));

    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;

    public TrafficRuleResource(Api api, Siblings shared, Directory directory, Notes notes) {
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
        return RuleOwner.ofRule(operation, inputs);
    }

    @Override
    public List<Finding> obstacles(Operation operation, PropertyMap state, PropertyMap inputs) {
        return contradiction(operation, state, inputs).stream().toList();
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        var findings = new ArrayList<>(POSTGRES_ONLY.look(directory, state, inputs));
        findings.addAll(RuleContent.doubts(inputs));
        return findings;
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Optional<Finding> contradiction = RuleOwner.ofRule(operation, inputs);
        if (contradiction.isPresent()) {
            throw new OperationException(contradiction.get());
        }
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        POSTGRES_ONLY.require(inputs, database);
        Directory.Branch branch = directory.branch(operation, Owners.branchPath(inputs, DATABASE, BRANCH));
        LiveRule live;
        try {
            live = new Making<>(api, shared, notes, new Traits(api, inputs)).run(operation);
        } catch (ApiException refusal) {
            throw RuleContent.explained(
                    refusal, !inputs.find(RuleContent.TAGS).orElse(Set.of()).isEmpty());
        }
        return live.properties().with(DATABASE_ID, database.id()).with(BRANCH_ID, branch.id());
    }

    /// How a rule is made and recognised: by what it matches.
    private record Traits(Api api, PropertyMap inputs) implements FoundInList<LiveRule> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public ApiPath collection() {
            return TrafficRuleResource.collection(inputs);
        }

        @Override
        public Class<LiveRule> type() {
            return LiveRule.class;
        }

        @Override
        public List<Property<?>> sent() {
            return RuleContent.INPUTS;
        }

        @Override
        public PropertyMap properties(LiveRule rule) {
            return rule.properties();
        }
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return shared.find(path(state), LiveRule.class).map(LiveRule::properties);
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        var _ = api.delete(path(state));
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        return api.list(collection(owner), LiveRule.class).map(LiveRule::properties);
    }

    /// An import file has the rules of a budget within it, which can change them all at once.
    @Override
    public boolean isAdoptedAlone() {
        return false;
    }

    private static ApiPath collection(PropertyMap values) {
        return Owners.branchPath(values, DATABASE, BRANCH).then("/traffic/budgets/{}/rules", values.get(BUDGET));
    }

    private static ApiPath path(PropertyMap state) {
        return collection(state).then("/{}", state.get(PUBLIC_ID));
    }
}
