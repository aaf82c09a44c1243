package com.pulumi.planetscale.provider.terraform;

import com.pulumi.planetscale.provider.lifecycle.Identities;
import com.pulumi.planetscale.provider.lifecycle.Inventory.Item;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.pulumi.ImportFile;
import com.pulumi.planetscale.provider.terraform.TerraformState.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Chooses what a Terraform state manages, and remembers what of it was found.
///
/// A state names the database and the branch of an object by their names or by their public ids, as its
/// configuration happens to do; so each object that a walk comes by is looked up under both.
public final class Takeover implements ImportFile.Choice {
    private static final String DATABASE = "Database";
    private static final String BRANCH = "Branch";
    private static final String DEFAULT_BRANCH = "defaultBranch";

    private final String organization;
    private final Set<String> databases;
    /// By kind and what identifies them.
    private final Map<List<String>, List<Instance>> managed = new HashMap<>();
    /// What identifies the owners of something managed.
    private final Set<List<String>> owners = new HashSet<>();
    /// What identifies a database in the state, with the name of one of its managed branches.
    private final Set<List<String>> branches = new HashSet<>();
    private final Set<Instance> left = new LinkedHashSet<>();
    private final List<Taken> taken = new ArrayList<>();
    private final List<Instance> incomplete = new ArrayList<>();
    private final List<Instance> elsewhere = new ArrayList<>();
    /// Names and public ids of the databases that the walk came by.
    private final Set<String> seen = new HashSet<>();

    /// An object that goes into the file.
    ///
    /// @param schema what it is here
    /// @param name what it is called in the program
    record Taken(Instance instance, Schema schema, String name) {}

    /// @param organization the one that is walked through
    /// @param kinds names of kinds that are asked for; empty for all
    /// @param databases names of databases that are asked for; empty for all
    public Takeover(TerraformState state, String organization, Set<String> kinds, Set<String> databases) {
        this.organization = organization;
        this.databases = Set.copyOf(databases);
        for (Instance instance : state.instances()) {
            boolean isAskedFor =
                    kinds.isEmpty() || instance.kind().kinds().stream().anyMatch(kinds::contains);
            Optional<List<String>> key = instance.key();
            if (key.isEmpty()) {
                incomplete.add(instance);
            } else if (!key.get().getFirst().equals(organization)) {
                elsewhere.add(instance);
            } else {
                if (isBranch(instance)) {
                    branches.add(extended(
                            key.get().subList(0, 2), instance.attributes().getOrDefault("name", "")));
                }
                if (isAskedFor) {
                    add(instance, key.get());
                }
            }
        }
    }

    /// Whether it is a branch, and not a setting of one.
    private static boolean isBranch(Instance instance) {
        return instance.kind().ours().equals(BRANCH) && instance.kind().isByPublicId();
    }

    private void add(Instance instance, List<String> key) {
        left.add(instance);
        for (String kind : instance.kind().kinds()) {
            managed.computeIfAbsent(of(kind, instance.kind().isByPublicId(), key), _ -> new ArrayList<>())
                    .add(instance);
        }
        for (int length = 1; length < key.size(); length++) {
            owners.add(key.subList(0, length));
        }
    }

    private static List<String> of(String kind, boolean isByPublicId, List<String> key) {
        return Stream.concat(Stream.of(kind, isByPublicId ? "id" : "name"), key.stream())
                .toList();
    }

    private static List<String> extended(List<String> key, String part) {
        return Stream.concat(key.stream(), Stream.of(part)).toList();
    }

    /// The kinds that it can choose objects of.
    @Override
    public boolean includesKind(String kind) {
        return managed.keySet().stream().anyMatch(key -> key.getFirst().equals(kind))
                || (kind.equals(DATABASE) && !branches.isEmpty());
    }

    @Override
    public boolean wants(Item item, boolean isAdoptable) {
        List<List<String>> spellings = spellings(item).toList();
        if (item.schema().name().equals(DATABASE)) {
            spellings.forEach(spelling -> seen.add(spelling.getLast()));
        }
        return includes(item) || spellings.stream().anyMatch(owners::contains);
    }

    /// Terraform makes a database with its first branch and deletes it with the last one, so it belongs to whoever has
    /// the default branch.
    @Override
    public boolean includes(Item item) {
        return !instances(item).isEmpty()
                || (item.schema().name().equals(DATABASE)
                        && spellings(item)
                                .map(spelling -> extended(spelling, text(item, DEFAULT_BRANCH)))
                                .anyMatch(branches::contains));
    }

    @Override
    public Optional<String> called(Item item) {
        List<Instance> instances = instances(item);
        return instances.stream()
                .filter(instance -> instance.kind().sort() == OfficialProvider.Sort.RESOURCE)
                .findFirst()
                .or(() -> instances.stream().findFirst())
                .map(instance -> instance.address().words());
    }

    @Override
    public void written(Item item, String name) {
        for (Instance instance : instances(item)) {
            left.remove(instance);
            taken.add(new Taken(instance, item.schema(), name));
        }
    }

    private List<Instance> instances(Item item) {
        String kind = item.schema().name();
        // What goes by the path of another object, as a default role does, has an id below it.
        Stream<List<String>> above = item.singleOf().isPresent() ? spellings(item) : owners(item);
        return Stream.concat(
                        above.map(owner -> of(kind, true, extended(owner, text(item, Identities.PUBLIC_ID)))),
                        spellings(item).map(spelling -> of(kind, false, spelling)))
                .flatMap(key -> managed.getOrDefault(key, List.of()).stream())
                .toList();
    }

    /// What a state may call the object, with everything that it belongs to.
    private Stream<List<String>> spellings(Item item) {
        return owners(item).flatMap(owner -> names(item).map(name -> extended(owner, name)));
    }

    private Stream<List<String>> owners(Item item) {
        return item.owner().map(this::spellings).orElseGet(() -> Stream.of(List.of(organization)));
    }

    private static Stream<String> names(Item item) {
        String id = item.schema()
                .identity()
                .getLast()
                .named()
                .flatMap(Property.Named::idProperty)
                .orElse(Identities.PUBLIC_ID);
        return Stream.of(item.path().substring(item.path().lastIndexOf('/') + 1), text(item, id))
                .distinct();
    }

    private static String text(Item item, String property) {
        return item.properties().value(property).plain() instanceof Value.Text(String text) ? text : "";
    }

    /// What goes into the file.
    List<Taken> taken() {
        return taken;
    }

    /// What is managed and was not found, of the databases that are asked for.
    List<Instance> left() {
        return left.stream()
                .filter(instance ->
                        databases.isEmpty() || isAskedFor(instance.attributes().getOrDefault("database", "")))
                .toList();
    }

    /// @param database a name or a public id
    private boolean isAskedFor(String database) {
        return databases.contains(database) || seen.contains(database);
    }

    /// What the state does not identify.
    List<Instance> incomplete() {
        return incomplete;
    }

    /// What belongs to other organizations.
    List<Instance> elsewhere() {
        return elsewhere;
    }
}
