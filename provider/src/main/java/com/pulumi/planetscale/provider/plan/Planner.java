package com.pulumi.planetscale.provider.plan;

import com.pulumi.planetscale.provider.plan.Change.Effect;
import com.pulumi.planetscale.provider.plan.Change.Kind;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares what a program wants with what it wanted before. Pure: the same arguments give the same plan.
public final class Planner {
    private Planner() {}

    /// What else a plan depends on.
    ///
    /// @param label what the program calls the resource
    /// @param now the time to judge by
    /// @param ignored paths whose changes the program asked to ignore
    /// @param renamed inputs that name the same owner as before under another name
    /// @param settled inputs whose change is only recorded, since the living object has nothing to do with it
    /// @param others inputs that name another owner than before under the same name, with a clause that says why
    public record Circumstances(
            String label,
            Instant now,
            List<Path> ignored,
            Set<String> renamed,
            Set<String> settled,
            Map<String, String> others) {
        public Circumstances {
            ignored = List.copyOf(ignored);
            renamed = Set.copyOf(renamed);
            settled = Set.copyOf(settled);
            others = Map.copyOf(others);
        }

        public Circumstances(String label, Instant now, List<Path> ignored, Set<String> renamed) {
            this(label, now, ignored, renamed, Set.of(), Map.of());
        }

        private boolean ignores(Property<?> property) {
            return ignored.stream()
                    .anyMatch(path -> path.equals(Path.of(property.name())) || path.equals(Path.of("*")));
        }
    }

    /// Plans the next step of an object that exists.
    ///
    /// Inputs are compared with old inputs. One that was omitted before is compared with the state, so that
    /// writing down what the API chose is not a change; one that was never given is not compared at all.
    /// What matters at creation only changes nothing either where it says what the object is already.
    ///
    /// @param oldInputs what the program wanted before, as checked then
    /// @param state the object as recorded
    /// @param inputs what it wants now, as checked
    public static Plan plan(
            Schema schema, PropertyMap oldInputs, PropertyMap state, PropertyMap inputs, Circumstances circumstances) {
        return plan(schema, oldInputs, state, inputs, circumstances, Optional.empty());
    }

    /// Plans the next step of an object that was looked at.
    ///
    /// @param seen work that has fallen due as that look has shown, besides what the schema declares
    public static Plan plan(
            Schema schema,
            PropertyMap oldInputs,
            PropertyMap state,
            PropertyMap inputs,
            Circumstances circumstances,
            Optional<Schema.Work> seen) {
        var changes = new ArrayList<Change>();
        var refusals = new ArrayList<Finding>();
        for (Property<?> property : schema.inputs()) {
            if (!circumstances.ignores(property) && !circumstances.settled().contains(property.name())) {
                compare(property, oldInputs, state, inputs, circumstances, changes, refusals);
            }
        }
        for (Schema.Due due : schema.dues()) {
            due.judge(state, inputs, circumstances.now()).ifPresent(work -> {
                if (work.meaning() instanceof OnChange.Refuse<?>(var why, var remedy)) {
                    refusals.add(Finding.refusal(Path.of(work.property().name()), why, remedy));
                } else {
                    changes.add(dueChange(work));
                }
            });
        }
        seen.map(Planner::dueChange).ifPresent(changes::add);
        if (changes.stream().anyMatch(change -> change.effect() == Effect.REPLACE)) {
            // What the old object cannot become, a new one can be made as.
            boolean besideTheOld = !circumstances.others().isEmpty() && !schema.isOneAtATime(state);
            return new Plan.Replace(
                    changes, !besideTheOld && needsTheName(schema, state, inputs, circumstances.label()));
        }
        if (!refusals.isEmpty()) {
            return new Plan.Refuse(refusals);
        }
        PropertyMap planned = planned(schema, state, inputs, changes);
        return changes.isEmpty() ? new Plan.Keep(planned) : new Plan.Update(changes, planned);
    }

    /// The state after a create as far as it is known: what the program gives.
    public static PropertyMap created(Schema schema, PropertyMap inputs) {
        PropertyMap planned = PropertyMap.EMPTY;
        for (Property<?> property : schema.properties()) {
            Value given = inputs.value(property);
            planned = planned.with(property.name(), given.present() ? given : Value.unknown());
        }
        return schema.marked(planned);
    }

    private static <T> void compare(
            Property<T> property,
            PropertyMap oldInputs,
            PropertyMap state,
            PropertyMap inputs,
            Circumstances circumstances,
            List<Change> changes,
            List<Finding> refusals) {
        Value before = oldInputs.value(property);
        Value wanted = inputs.value(property);
        if ((!before.present() && !wanted.present()) || isSoAlready(property, state, wanted)) {
            return;
        }
        Value fallback = property.fallback().orElse(Value.absent());
        Value from = firstPresent(before, state.value(property), fallback);
        Value to = firstPresent(wanted, fallback);
        Kind kind = !wanted.present() ? Kind.DELETE : from.present() ? Kind.UPDATE : Kind.ADD;
        Path path = Path.of(property.name());
        String other = circumstances.others().get(property.name());
        if (other != null) {
            changes.add(new Change(path, Kind.UPDATE, Effect.REPLACE, true, other));
            return;
        }
        if (to.hasUnknown()) {
            changes.add(change(path, kind, property.meaningOfUnknown()));
            return;
        }
        if (from.present() == to.present() && (!from.present() || property.same(from, to))) {
            return;
        }
        OnChange<T> meaning = circumstances.renamed().contains(property.name())
                ? OnChange.update()
                : property.meaning(from, to, state);
        switch (meaning) {
            case OnChange.Refuse<T>(var why, var remedy) -> refusals.add(Finding.refusal(path, why, remedy));
            case OnChange.Note<T> _ -> {}
            case OnChange.Update<T> _, OnChange.Replace<T> _, OnChange.Decide<T> _ ->
                Paths.differing(property.type(), path, from, wanted.present() ? wanted : to, kind)
                        .forEach((at, what) -> changes.add(change(at, what, meaning)));
        }
    }

    /// Whether an object was created as the program wants it, whatever the program wanted before.
    private static boolean isSoAlready(Property<?> property, PropertyMap state, Value wanted) {
        Value now = state.value(property);
        return property.isAtCreation(state)
                && property.named().isEmpty()
                && wanted.present()
                && !wanted.hasUnknown()
                && now.present()
                && property.same(now, wanted);
    }

    private static Change change(Path path, Kind kind, OnChange<?> meaning) {
        return meaning instanceof OnChange.Replace<?>(var why)
                ? new Change(path, kind, Effect.REPLACE, true, why)
                : new Change(path, kind, Effect.UPDATE, true, "");
    }

    private static Change dueChange(Schema.Work work) {
        Change change = change(Path.of(work.property().name()), Kind.UPDATE, work.meaning());
        return new Change(change.path(), change.kind(), change.effect(), false, change.why());
    }

    /// Whether a new object could not be made beside the old one, since both have the path that a program
    /// fixed, or the kind says so.
    private static boolean needsTheName(Schema schema, PropertyMap state, PropertyMap inputs, String label) {
        if (schema.isOneAtATime(state)) {
            return true;
        }
        boolean byInputs = schema.identity().stream().allMatch(Property::isInput);
        boolean remade = schema.naming()
                .map(Naming::property)
                .flatMap(inputs::find)
                .filter(name -> schema.naming().orElseThrow().made(label, name))
                .isPresent();
        return byInputs
                && !remade
                && schema.path(inputs).isPresent()
                && schema.path(inputs).equals(schema.path(state));
    }

    /// What stays, what the program sets, and what the changes leave open.
    private static PropertyMap planned(Schema schema, PropertyMap state, PropertyMap inputs, List<Change> changes) {
        Set<String> changed = new HashSet<>();
        changes.forEach(change -> changed.add(change.path().property()));
        PropertyMap planned = state;
        for (Property<?> property : schema.properties()) {
            Value given = inputs.value(property);
            if (given.present()) {
                planned = planned.with(property.name(), given);
            } else if (property.dependsOn(changed) || (!property.isInput() && changed.contains(property.name()))) {
                planned = planned.with(property.name(), Value.unknown());
            } else if (property.isInput() && changed.contains(property.name())) {
                planned = planned.with(property.name(), property.fallback().orElse(Value.absent()));
            }
        }
        return schema.marked(planned);
    }

    private static Value firstPresent(Value... values) {
        for (Value value : values) {
            if (value.present()) {
                return value;
            }
        }
        return Value.absent();
    }
}
