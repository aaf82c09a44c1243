package com.pulumi.planetscale.provider.resource;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One run of one verb: its clock, its deadline and its channel to the user.
///
/// Cancelling an operation interrupts its thread. A write that is on its way is not cut off by that; a [#pause]
/// and a read are.
public interface Operation extends Time {
    /// The operation that the calling code is a part of, for what is too far below the verbs to be handed it.
    /// Empty outside of one.
    static Optional<Operation> current() {
        return Current.OPERATION.isBound() ? Optional.of(Current.OPERATION.get()) : Optional.empty();
    }

    /// Runs something as a part of this operation.
    default <T, X extends Throwable> T run(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(Current.OPERATION, this).call(work);
    }

    /// The program's resource across runs, as an opaque identity: no two resources of any two programs or stacks
    /// share one. Empty where the operation belongs to no resource.
    String resource();

    /// What the program calls the resource.
    String label();

    /// Whether an object is recorded in a state that this run works with, by its public id. What is recorded
    /// later in the run is not known yet.
    boolean isRecorded(String publicId);

    /// What this run plans for an object: its state after the run, with unknown values for what is not known yet.
    /// Empty if no resource that this run has planned until now is that object.
    ///
    /// @param object its public id, or its kind and path, such as `Database acme/shop`
    default Optional<PropertyMap> planned(String object) {
        return Optional.empty();
    }

    /// What the program wants of an object: the inputs of the resource that has its path or is the object.
    /// Empty if this run has met no such resource until now.
    ///
    /// @param object its kind and path, such as `Database acme/shop`, or its public id
    default Optional<PropertyMap> wanted(String object) {
        return Optional.empty();
    }

    /// What the program wants of the objects of a kind, as far as this run has met its resources until now: their
    /// inputs, unknown values included. Those of new objects are among them, which have no path yet.
    ///
    /// @param kind such as `Database`
    default Set<PropertyMap> allWanted(String kind) {
        return Set.of();
    }

    /// When the operation must have ended.
    Instant deadline();

    /// Shows what is going on, in place of the line shown before.
    void status(String line);

    /// Tells the user something that outlives the operation.
    void say(Finding finding);
}
