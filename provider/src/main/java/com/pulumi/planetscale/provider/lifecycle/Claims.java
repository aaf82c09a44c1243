package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which resource of the program has what only one can have in this run: a name among its siblings, or an object that
/// comes with its owner.
final class Claims {
    private final Map<String, Claim> claims = new ConcurrentHashMap<>();
    private final Set<String> deletingFirst = ConcurrentHashMap.newKeySet();
    private final Map<String, PropertyMap> staying = new ConcurrentHashMap<>();

    /// A resource's claim.
    ///
    /// @param isNew whether the object is made, or adopted, in this run
    private record Claim(String resource, String label, boolean isNew) {}

    /// Claims something for a resource, in place of what it had before.
    ///
    /// @param what what only one can have, such as the path of a database
    /// @param isNew whether the object is made, or adopted, in this run
    /// @return why it is not available: another resource has it, and one of the two is new
    Optional<Finding> claim(Operation operation, Schema schema, String what, boolean isNew) {
        String key = key(schema.name(), what);
        claims.entrySet()
                .removeIf(old -> old.getValue().resource().equals(operation.resource())
                        && !old.getKey().equals(key));
        var own = new Claim(operation.resource(), operation.label(), isNew);
        Claim there = claims.merge(key, own, (old, wish) -> old.resource().equals(wish.resource()) ? wish : old);
        boolean isOther = !there.resource().equals(own.resource());
        return isOther && (isNew || there.isNew())
                ? Optional.of(Finding.refusal(
                        Path.ROOT,
                        schema.name() + " `" + what + "` belongs to the resource `" + there.label()
                                + "` of this program already",
                        "Give one of the two another name, or remove it from the program; other resources can refer to"
                                + " the outputs of `" + there.label() + "`."))
                : Optional.empty();
    }

    /// Notices whether a resource's object is to be deleted before another one is made for it.
    void deletesFirst(Operation operation, boolean first) {
        if (first) {
            deletingFirst.add(operation.resource());
        } else {
            deletingFirst.remove(operation.resource());
        }
    }

    /// Whether a resource's object is to be deleted before another one is made for it.
    boolean deletesFirst(Operation operation) {
        return deletingFirst.contains(operation.resource());
    }

    /// Notices that a resource's object stays, as the plan has it.
    void stays(Operation operation, PropertyMap state) {
        staying.put(operation.resource(), state);
    }

    /// Forgets that a resource's object stays.
    ///
    /// @return the state of the object that was to stay
    Optional<PropertyMap> staysNot(Operation operation) {
        return Optional.ofNullable(staying.remove(operation.resource()));
    }

    /// Gives up what a resource has claimed.
    void release(Operation operation) {
        claims.values().removeIf(claim -> claim.resource().equals(operation.resource()));
    }

    /// Whether an owner that inputs name is only made in this run, so that what is there under its name now does not
    /// matter.
    boolean isOwnerNew(Schema schema, PropertyMap inputs) {
        for (Property<?> property : schema.inputs()) {
            Optional<Property.Named> named = property.named();
            if (named.isPresent()
                    && schema.identity().stream().anyMatch(part -> part.name().equals(property.name()))) {
                boolean isNew = schema.pathNamedBy(property, inputs)
                        .map(path -> claims.get(key(named.get().kind(), path)))
                        .filter(Claim::isNew)
                        .isPresent();
                if (isNew) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a resource has claimed something in this run: it is in the program, then, and continues with that.
    boolean hasClaimed(String resource) {
        return claims.values().stream().anyMatch(claim -> claim.resource().equals(resource));
    }

    private static String key(String kind, String what) {
        return kind + " " + what;
    }
}
