package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Nearest;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Account.Named;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What has become of the objects that inputs name: owners and siblings.
///
/// A name is not an identity: owners are renamed at PlanetScale or by this run, and another object may take a name.
/// States hold the public ids of owners, so each name is compared with them: by what this run knows, else by
/// asking PlanetScale.
///
/// @param identities what this run knows of the names of objects
/// @param account what PlanetScale knows of them
record NamedObjects(Resource resource, Identities identities, Account account) {
    /// What a plan has to know.
    ///
    /// @param renamed inputs that name the same object as before, by another name
    /// @param others inputs whose name stands for another object than before, with a clause that says why
    /// @param refusals why there can be no plan
    /// @param warnings what the program should say instead
    record Verdict(Set<String> renamed, Map<String, String> others, List<Finding> refusals, List<Finding> warnings) {
        Verdict() {
            this(new HashSet<>(), new HashMap<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /// Judges the names in the inputs of an object that exists.
    Verdict judge(Operation operation, PropertyMap oldInputs, PropertyMap state, PropertyMap inputs)
            throws InterruptedException {
        var verdict = new Verdict();
        for (Property<?> property : schema().inputs()) {
            boolean known = oldInputs.has(property)
                    && inputs.has(property)
                    && !inputs.value(property).hasUnknown();
            if (property.named().isPresent() && known) {
                boolean changed = !property.same(oldInputs.value(property), inputs.value(property));
                Optional<String> id = idProperty(property).flatMap(name -> text(state.value(name)));
                if (idProperty(property).isEmpty()) {
                    sibling(operation, property, changed, oldInputs, state, inputs, verdict);
                } else if (id.isPresent() && verdict.others().isEmpty()) {
                    owner(new Name(property, inputs, state), id.get(), changed, verdict);
                }
            }
        }
        return verdict;
    }

    /// A name in the inputs.
    ///
    /// @param owners where the ids of owners are found, of which the named object may be a part
    private record Name(Property<?> property, PropertyMap inputs, PropertyMap owners) {
        String kind() {
            return property.named().orElseThrow().kind();
        }

        String word() {
            return NamedObjects.word(kind());
        }

        String name() {
            return text(inputs.value(property)).orElseThrow();
        }

        Optional<String> path(Schema schema) {
            return schema.pathNamedBy(property, owners.with(inputs));
        }

        /// Where PlanetScale has the object, by the public ids of the owners where they are known.
        ///
        /// @param last its name or its public id
        List<String> place(Schema schema, String last) {
            if (schema.isBesideOwners(property)) {
                return List.of(inputs.get(schema.identity().getFirst()), last);
            }
            var place = new ArrayList<String>();
            for (Property<String> part : schema.identity()) {
                boolean isLast = part.name().equals(property.name())
                        || part == schema.identity().getLast();
                if (isLast) {
                    place.add(last);
                    break;
                }
                place.add(idProperty(part).flatMap(id -> text(owners.value(id))).orElseGet(() -> inputs.get(part)));
            }
            return place;
        }

        Finding warning(String now, String when) {
            return Finding.warning(
                    property,
                    "the " + word() + " that was called `" + name() + "` is called `" + now + "` " + when
                            + "; the object still belongs to it",
                    "Write `" + now + "`, or refer to the resource that makes it.");
        }
    }

    private void owner(Name name, String recordedId, boolean changed, Verdict verdict) throws InterruptedException {
        String input = name.property().name();
        Optional<Holder> inThisRun = name.path(schema()).flatMap(path -> identities.holder(name.kind(), path));
        if (inThisRun.isEmpty()) {
            atPlanetScale(name, recordedId, changed, verdict);
            return;
        }
        switch (inThisRun.get()) {
            case Holder.Existing(var id) -> compare(name, recordedId, changed, id, verdict);
            case Holder.New _ -> {
                // A resource may adopt the very object that has the name, unless this run takes the name from it.
                if (!changed && (identities.leavesItsPath(name.kind(), recordedId) || !hasTheName(name, recordedId))) {
                    verdict.others().put(input, "`" + name.name() + "` is another " + name.word() + " after this run");
                }
            }
            case Holder.Left(var _, var now) -> {
                if (!changed && now.isPresent()) {
                    verdict.warnings().add(name.warning(last(now.get()), "in this run"));
                } else {
                    verdict.refusals().add(left(name, now));
                }
            }
        }
    }

    /// Whether an object has a name at PlanetScale, as far as that is known.
    private boolean hasTheName(Name name, String id) throws InterruptedException {
        try {
            return switch (account.named(name.kind(), name.place(schema(), name.name()))) {
                case Named.Is(var told, var _) -> told.equals(id);
                case Named.Absent _ -> false;
                case Named.Unknown _ -> true;
            };
        } catch (IOException _) {
            return true;
        }
    }

    private void atPlanetScale(Name name, String recordedId, boolean changed, Verdict verdict)
            throws InterruptedException {
        try {
            switch (account.named(name.kind(), name.place(schema(), name.name()))) {
                case Named.Is(var id, var _) -> compare(name, recordedId, changed, id, verdict);
                case Named.Absent _ -> {
                    boolean comes = name.path(schema())
                            .filter(path -> identities.isWanted(name.kind(), path))
                            .isPresent();
                    if (!comes) {
                        missing(name, account.named(name.kind(), name.place(schema(), recordedId)), changed, verdict);
                    }
                }
                case Named.Unknown _ -> {}
            }
        } catch (IOException failure) {
            if (changed) {
                verdict.refusals().add(notKnown(name, failure));
            }
        }
    }

    private static void compare(Name name, String recordedId, boolean changed, String id, Verdict verdict) {
        if (id.equals(recordedId) && changed) {
            verdict.renamed().add(name.property().name());
        } else if (!id.equals(recordedId) && !changed) {
            verdict.others()
                    .put(
                            name.property().name(),
                            "`" + name.name() + "` is another " + name.word() + " now (" + id + " instead of "
                                    + recordedId + ")");
        }
    }

    /// Nothing has the name, neither at PlanetScale nor in this run.
    private static void missing(Name name, Named recorded, boolean changed, Verdict verdict) {
        Optional<String> now = recorded instanceof Named.Is(var _, var called) ? Optional.of(called) : Optional.empty();
        if (changed) {
            verdict.refusals()
                    .add(Finding.refusal(
                            name.property(),
                            "there is no " + name.word() + " `" + name.name() + "`",
                            now.map(called -> "The one that the object belongs to is called `" + called
                                            + "`: write that, or the name of another one that exists.")
                                    .orElse("Write the name of one that exists.")));
        } else if (now.isPresent()) {
            verdict.warnings().add(name.warning(now.get(), "now"));
        } else {
            verdict.warnings()
                    .add(Finding.warning(
                            name.property(),
                            name.word() + " `" + name.name() + "` no longer exists, or the service token cannot see it",
                            "Run `pulumi refresh`, which finds out what has gone with it."));
        }
    }

    /// A sibling's id is not recorded, since an object that was made from it does not depend on it any more. So only
    /// a change of the name has to be told from a rename.
    private void sibling(
            Operation operation,
            Property<?> property,
            boolean changed,
            PropertyMap oldInputs,
            PropertyMap state,
            PropertyMap inputs,
            Verdict verdict)
            throws InterruptedException {
        var name = new Name(property, inputs, state);
        Optional<Holder> now = name.path(schema()).flatMap(path -> identities.holder(name.kind(), path));
        Optional<String> told = text(state.value(property));
        if (!changed) {
            if (now.isPresent() && now.get() instanceof Holder.Left(var _, var path) && path.isPresent()) {
                verdict.warnings().add(name.warning(last(path.get()), "in this run"));
            } else if (now.isEmpty()
                    && told.filter(other -> !other.equals(name.name())).isPresent()) {
                verdict.warnings().add(name.warning(told.get(), "now"));
            }
            return;
        }
        Optional<Holder> before = new Name(property, oldInputs, state)
                .path(schema())
                .flatMap(path -> identities.holder(name.kind(), path));
        boolean renamedInThisRun = id(before).isPresent() && id(before).equals(id(now));
        try {
            if (renamedInThisRun
                    || told.filter(name.name()::equals).isPresent()
                    || toldNow(operation, property, state)
                            .filter(name.name()::equals)
                            .isPresent()) {
                verdict.renamed().add(property.name());
            }
        } catch (IOException failure) {
            verdict.refusals().add(notKnown(name, failure));
        }
    }

    private Optional<String> toldNow(Operation operation, Property<?> property, PropertyMap state)
            throws IOException, InterruptedException {
        return resource.read(operation, state).flatMap(live -> text(live.value(property)));
    }

    private static Optional<String> id(Optional<Holder> holder) {
        return holder.flatMap(found -> switch (found) {
            case Holder.Existing(var id) -> Optional.of(id);
            case Holder.Left(var id, var _) -> Optional.of(id);
            case Holder.New _ -> Optional.empty();
        });
    }

    /// Which object that inputs name is missing, so that nothing can be made of it; none while an owner is unknown or
    /// made by this run. A sibling of that kind says nothing about the next one.
    List<Finding> missing(PropertyMap inputs) throws IOException, InterruptedException {
        PropertyMap owners = PropertyMap.EMPTY;
        for (Property<?> property : schema().inputs()) {
            if (property.named().isEmpty() || !inputs.has(property)) {
                continue;
            }
            boolean isSibling = idProperty(property).isEmpty();
            if (inputs.value(property).hasUnknown()) {
                if (isSibling) {
                    continue;
                }
                return List.of();
            }
            var name = new Name(property, inputs, owners);
            Optional<String> path = name.path(schema());
            Optional<Holder> holder = path.flatMap(known -> identities.holder(name.kind(), known));
            if (holder.isPresent() && holder.get() instanceof Holder.Left(var _, var now)) {
                return List.of(left(name, now));
            }
            boolean made = path.isEmpty()
                    || identities.isWanted(name.kind(), path.get())
                    || holder.filter(Holder.New.class::isInstance).isPresent();
            if (made && isSibling) {
                continue;
            }
            if (made) {
                return List.of();
            }
            List<String> place = name.place(schema(), name.name());
            Named there = holder.isPresent() ? new Named.Unknown() : account.named(name.kind(), place);
            if (there instanceof Named.Absent) {
                return account.names(name.kind(), place)
                        .map(others -> absent(name, others))
                        .orElse(List.of());
            }
            Optional<String> id = there instanceof Named.Is(var told, var _) ? Optional.of(told) : id(holder);
            if (idProperty(property).isPresent() && id.isPresent()) {
                owners = owners.with(idProperty(property).get(), new Value.Text(id.get()));
            }
        }
        return List.of();
    }

    private static List<Finding> absent(Name name, List<String> others) {
        if (others.contains(name.name())) {
            return List.of();
        }
        return List.of(Finding.refusal(
                name.property(),
                "there is no " + name.word() + " `" + name.name() + "` that the service token can see, and no resource"
                        + " before this one makes it",
                nearest(name.name(), others)
                        + "If the program makes it, refer to that resource instead of writing its name."));
    }

    /// A kind, as it is called in a sentence.
    static String word(String kind) {
        return kind.replaceAll("(?<=.)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    /// The question whether one of several names is meant; empty if none is like the given one.
    static String nearest(String name, List<String> others) {
        return Nearest.to(name, others)
                .map(other -> "Did you mean `" + other + "`? ")
                .orElse("");
    }

    private static Finding left(Name name, Optional<String> now) {
        return Finding.refusal(
                name.property(),
                now.map(path -> "the " + name.word() + " that is called `" + name.name() + "` is called `" + last(path)
                                + "` after this run")
                        .orElse("the " + name.word() + " `" + name.name()
                                + "` is replaced in this run by one of another name"),
                "Refer to the resource that makes it instead of writing its name"
                        + now.map(path -> ", or write `" + last(path) + "`.").orElse("."));
    }

    private static Finding notKnown(Name name, IOException failure) {
        return Finding.refusal(
                name.property(),
                "whether `" + name.name() + "` is the same " + name.word() + " as before is not known: "
                        + failure.getMessage(),
                "Nothing is replaced before that is known. Run the same command again.");
    }

    private Schema schema() {
        return resource.schema();
    }

    private static Optional<String> idProperty(Property<?> property) {
        return property.named().flatMap(Property.Named::idProperty);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Optional<String> text(Value value) {
        return value.plain() instanceof Value.Text(var text) ? Optional.of(text) : Optional.empty();
    }
}
