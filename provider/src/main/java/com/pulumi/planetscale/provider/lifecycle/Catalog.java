package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Memory;
import com.pulumi.planetscale.provider.resource.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All kinds of resources and all functions of the provider, by name.
public final class Catalog {
    /// Names that one engine or another keeps for itself.
    private static final Set<String> RESERVED = Set.of(
            "id",
            "urn",
            "count",
            "forEach",
            "dependsOn",
            "lifecycle",
            "provider",
            "provisioner",
            "connection",
            "timeouts");

    /// Phrases that make a reader stop, each with a plainer one.
    private static final Map<String, String> PLAINER = Map.of(
            "left out", "omitted",
            "made up", "generated",
            "taken out", "removed",
            " tells ", "returns",
            "texts ", "strings",
            "somebody", "someone",
            "nobody", "no one",
            "cannot be had", "is not supported",
            "by itself", "automatically",
            "goes on with", "continues");

    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final List<Lookup> others;
    private final Map<String, Lookup> lookups = new LinkedHashMap<>();
    private final Account account;
    private final Memory memory;

    /// A catalog for an account of which nothing is known.
    public Catalog(List<Resource> resources, List<Lookup> lookups) {
        this(resources, lookups, Account.UNKNOWN, Memory.NONE);
    }

    /// A catalog of kinds and of functions that belong to no kind; those of the kinds are added.
    ///
    /// @param account what can be known of all of them alike
    /// @param memory what this machine remembers of interrupted runs
    public Catalog(List<Resource> resources, List<Lookup> lookups, Account account, Memory memory) {
        this.account = account;
        this.memory = memory;
        others = List.copyOf(lookups);
        resources.forEach(resource -> this.resources.put(resource.schema().name(), resource));
    }

    private void add(Lookup lookup) {
        lookups.put(lookup.schema().name(), lookup);
    }

    /// The kinds by name, such as `Database`.
    public Map<String, Resource> resources() {
        return resources;
    }

    /// The functions by name, such as `getDatabase`. They are derived when they are first asked for, since most
    /// programs call none.
    public Map<String, Lookup> lookups() {
        synchronized (lookups) {
            if (lookups.isEmpty()) {
                derive();
            }
            return lookups;
        }
    }

    private void derive() {
        for (Resource resource : resources.values()) {
            add(new GetLookup(resource, account));
            if (resource instanceof Resource.Listed listed) {
                add(new ListLookup(listed, account));
            }
        }
        others.forEach(this::add);
    }

    /// What can be known of all kinds alike.
    public Account account() {
        return account;
    }

    /// What this machine remembers of interrupted runs.
    public Memory memory() {
        return memory;
    }

    /// The kind of a name.
    public Optional<Resource> resource(String kind) {
        return Optional.ofNullable(resources.get(kind));
    }

    /// Every fault in the declarations, all at once; none in a release.
    public List<String> faults() {
        var faults = new ArrayList<String>();
        for (Resource resource : resources.values()) {
            Schema schema = resource.schema();
            properties(schema, faults);
            identity(schema, faults);
            owner(resource, faults);
            steps(resource, faults);
        }
        lookups().values().forEach(lookup -> properties(lookup.schema(), faults));
        return faults;
    }

    private static void properties(Schema schema, List<String> faults) {
        var names = new HashSet<String>();
        if (!schema.doc().endsWith(".")) {
            faults.add(schema + ": its documentation does not end with a full stop");
        }
        words(schema.toString(), schema.doc(), faults);
        for (Property<?> property : schema.properties()) {
            String at = schema + "." + property.name();
            if (!names.add(property.name())) {
                faults.add(at + " is declared twice");
            }
            if (RESERVED.contains(property.name())) {
                faults.add(at + " has a name that an engine keeps for itself");
            }
            if (!property.name().equals(camelCase(property.snakeName()))) {
                faults.add(at + " does not survive the way to snake case and back");
            }
            if (property.doc().length() < 10 || !property.doc().endsWith(".")) {
                faults.add(at + " is not documented in a sentence");
            }
            words(at, property.doc(), faults);
            if (property.replaces() && !property.isAtCreation(PropertyMap.EMPTY)) {
                faults.add(at + " replaces the object, but is not declared to matter at creation only");
            }
            if (!names(schema).containsAll(property.sources())) {
                faults.add(at + " is computed from something that does not exist");
            }
        }
    }

    private static void words(String at, String doc, List<String> faults) {
        PLAINER.forEach((phrase, plainer) -> {
            if (doc.toLowerCase(Locale.ROOT).contains(phrase)) {
                faults.add(at + " says '" + phrase + "'; write '" + plainer + "'");
            }
        });
    }

    private static void identity(Schema schema, List<String> faults) {
        if (schema.identity().isEmpty() || !names(schema).containsAll(names(schema.identity()))) {
            faults.add(schema + " does not declare what identifies it");
        }
        for (Property<?> property : schema.properties()) {
            property.named()
                    .flatMap(Property.Named::idProperty)
                    .filter(id -> !names(schema).contains(id))
                    .ifPresent(id -> faults.add(schema + "." + property + " names an owner whose id is not recorded"));
        }
    }

    /// What can be listed belongs to the organization or to what can be listed, or no one would come by it.
    private void owner(Resource resource, List<String> faults) {
        Optional<String> owner = Inventory.ownerKind(resource.schema());
        boolean reachable = owner.isEmpty() || resources.get(owner.get()) instanceof Resource.Listed;
        if (resource instanceof Resource.Listed && !reachable) {
            faults.add(resource.schema() + " can be listed, but its owner " + owner.get() + " cannot");
        }
    }

    /// Every input that can change in place has a step that changes it, or is said to be the provider's own
    /// business.
    private static void steps(Resource resource, List<String> faults) {
        var covered = new HashSet<String>();
        if (resource instanceof Resource.Updatable updatable) {
            updatable.steps().forEach(step -> covered.addAll(names(step.properties())));
        }
        for (Property<?> property : resource.schema().inputs()) {
            if (property.mayUpdate() && !property.isLocal() && !covered.contains(property.name())) {
                faults.add(resource.schema() + "." + property + " changes in place, but no step changes it");
            }
        }
    }

    private static Set<String> names(Schema schema) {
        return names(schema.properties());
    }

    private static Set<String> names(List<? extends Property<?>> properties) {
        var names = new HashSet<String>();
        properties.forEach(property -> names.add(property.name()));
        return names;
    }

    private static String camelCase(String snakeCase) {
        var camel = new StringBuilder();
        for (String word : snakeCase.split("_", -1)) {
            camel.append(camel.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }
}
