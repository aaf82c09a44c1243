package com.pulumi.planetscale.provider.resource;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A kind of object at PlanetScale: what it declares about itself, and its verbs.
///
/// Verbs answer what the API returned, under the names of the properties; what the API does not return is omitted.
/// Whoever calls them merges that with what the program wrote, so inputs keep their spelling. None of the verbs
/// is called in a preview, and none meets an unknown value. All of them throw [IOException] when the API fails
/// or refuses and [InterruptedException] when the operation is cancelled.
///
/// What only some kinds can do is declared by the interfaces within.
public interface Resource {
    /// How long an operation may take if nothing says otherwise.
    Duration USUAL_PATIENCE = Duration.ofMinutes(60);

    /// Everything declared.
    Schema schema();

    /// Makes the object, and answers as soon as the API has given it an id.
    PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException;

    /// The calls by which an object is made, so that a preview can tell what the credentials lack for them. None
    /// where it is not known before, or nothing is made.
    default List<Call> creating(PropertyMap inputs) {
        return List.of(new Call("POST", schema().collection()));
    }

    /// How long it may take to make or change an object if the program does not say.
    default Duration patience(PropertyMap inputs) {
        return USUAL_PATIENCE;
    }

    /// Whether a recorded object had become usable.
    default boolean isReady(PropertyMap state) {
        return true;
    }

    /// Waits until the object is usable. May be called again at any time, with nothing but the state.
    default PropertyMap awaitReady(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return state;
    }

    /// Looks the object up; empty means that it is gone, not that it cannot be seen.
    ///
    /// @param state the recorded state, or at an import the identifying properties alone
    Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException;

    /// Why a recorded object may not be deleted; empty where it may. Looks at nothing but the state.
    default Optional<Finding> undeletable(PropertyMap state) {
        return Optional.empty();
    }

    /// What is lost with a recorded object if it is deleted, as in "its data and backups"; empty if nothing is that
    /// another object of the same inputs would not have. Looks at nothing but the state.
    default Optional<String> lostWith(PropertyMap state) {
        return Optional.empty();
    }

    /// What keeps the deletion of a recorded object from being carried out at once, such as the confirmation of another
    /// person; empty if nothing does. Looks at nothing but the state.
    default Optional<Finding> delayedDeletion(PropertyMap state) {
        return Optional.empty();
    }

    /// Deletes the object. One that is gone already is not a failure.
    void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException;

    /// A kind whose objects can change in place.
    interface Updatable extends Resource {
        /// The steps of a change, least disruptive ones last where order matters.
        List<Step> steps();
    }

    /// A kind that looks around in a preview. It reads only, and what it finds is said, not done.
    interface Previewing extends Resource {
        /// What the user should know before the change is made; a finding of severity error stops the preview.
        ///
        /// @param state the recorded state; empty before a create
        /// @param inputs what the program wants, unknown values included
        List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
                throws IOException, InterruptedException;
    }

    /// A kind whose objects cost money as long as they exist.
    interface Priced extends Resource {
        /// What a recorded object costs that is to be deleted; empty where that is not known, or another object says
        /// it. It reads only.
        Optional<Finding> priceOfDeleted(Operation operation, PropertyMap state)
                throws IOException, InterruptedException;
    }

    /// A kind whose objects let something connect, so that whoever uses one has to know when it changes.
    interface Credential extends Resource {
        /// The inputs whose change gives an object another secret in place; others that need one replace it.
        default List<Property<?>> rotating() {
            return List.of();
        }

        /// Whether a program wants the secret of an object to stay out of the state.
        default boolean isRedacted(PropertyMap state) {
            return false;
        }

        /// Whether nothing can connect with an object any more once its resource is deleted.
        default boolean isRevokedWhenDeleted() {
            return true;
        }
    }

    /// A kind whose objects can fall behind what they were made from, so that a plan has to look. It reads only.
    interface Watching extends Resource {
        /// What is worth knowing of an object that no input changes, or whose change does not matter to that.
        ///
        /// @param state the recorded state
        /// @param inputs what the program wants, unknown values included
        Seen watch(Operation operation, PropertyMap state, PropertyMap inputs) throws IOException, InterruptedException;

        /// What was seen.
        ///
        /// @param due the work that has fallen due, if any
        /// @param findings what the user should know if nothing is planned
        record Seen(Optional<Schema.Work> due, List<Finding> findings) {
            /// Nothing to do and nothing to say.
            public static final Seen NOTHING = new Seen(Optional.empty(), List.of());

            public Seen {
                findings = List.copyOf(findings);
            }
        }
    }

    /// A kind whose objects PlanetScale makes and changes only within limits that it lists, such as regions and
    /// sizes. It reads only.
    interface Limited extends Resource {
        /// Why PlanetScale would refuse what the program wants, as far as its own lists say so; unknown inputs are
        /// let through. Asked in previews, and before the old object of a replacement is deleted.
        ///
        /// @param state the recorded state; empty before a creation, that of a replacement included
        /// @throws IOException if a list cannot be read, so that it is not known
        List<Finding> obstacles(Operation operation, PropertyMap state, PropertyMap inputs)
                throws IOException, InterruptedException;

        /// Why what the program wants of an object contradicts what it wants of another one. Asked in each plan, since
        /// the other one may have been planned before; costs no call where nothing contradicts.
        ///
        /// @param state the recorded state
        default Optional<Finding> contradiction(Operation operation, PropertyMap state, PropertyMap inputs)
                throws IOException, InterruptedException {
            return Optional.empty();
        }

        /// Why an object cannot be replaced by another one of its name and owner; empty if it can. Asked only if that
        /// is planned.
        ///
        /// @param state the recorded state
        default Optional<Finding> irreplaceable(Operation operation, PropertyMap state)
                throws IOException, InterruptedException {
            return Optional.empty();
        }
    }

    /// A kind whose objects have something that only one can have: a name among its siblings, or an owner that has one
    /// such object from the beginning.
    interface Unique extends Resource {
        /// What only one resource of a program can have, such as the path of a database; empty as long as it is not
        /// known, and if the object of these inputs has nothing of the kind.
        Optional<String> claim(PropertyMap inputs);

        /// The object that has it already; empty if there is none, it is not known, or a creation adopts it. Reads
        /// only.
        Optional<Taken> taken(Operation operation, PropertyMap inputs) throws IOException, InterruptedException;
    }

    /// A kind whose objects are made from others, which may be gone by now.
    interface Descended extends Resource {
        /// The inputs that name what an object is made from.
        List<Property<?>> origins();

        /// Whether the object that an input named when this one was made no longer exists.
        ///
        /// @param origin one of the [#origins]
        /// @param oldInputs what the program wanted before
        boolean isLost(Operation operation, Property<?> origin, PropertyMap state, PropertyMap oldInputs)
                throws IOException, InterruptedException;
    }

    /// What a program may say besides the identity when it looks one object up, such as the way to connect.
    default List<Property<?>> lookupInputs() {
        return List.of();
    }

    /// A kind whose objects can be listed.
    interface Listed extends Resource {
        /// The objects of one owner, lazily.
        ///
        /// @param owner the identifying properties but for the last
        Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException;

        /// What narrows a list besides the owner.
        default List<Property<?>> filters() {
            return List.of();
        }

        /// The objects of one owner that the API lets through some filters, lazily.
        ///
        /// @param owner the identifying properties but for the last
        /// @param filters those of the [#filters] that a program gives
        default Stream<PropertyMap> list(Operation operation, PropertyMap owner, PropertyMap filters)
                throws IOException, InterruptedException {
            return list(operation, owner);
        }

        /// Whether an owner can have such objects: a Postgres branch, for one, has no passwords.
        ///
        /// @param owner what its own kind's [#list] told of it
        default boolean canBelongTo(PropertyMap owner) {
            return true;
        }

        /// Whether programs take such objects over by themselves. Otherwise each comes as a part of its owner,
        /// and is not even asked for.
        default boolean isAdoptedAlone() {
            return true;
        }

        /// Whether a program can take a listed object over. There is no sense in that for history, and for what
        /// PlanetScale makes and removes by itself.
        default boolean isAdoptable(PropertyMap object) {
            return true;
        }
    }

    /// A kind whose lists the API can narrow.
    interface Filtered extends Listed {
        @Override
        List<Property<?>> filters();

        @Override
        default Stream<PropertyMap> list(Operation operation, PropertyMap owner)
                throws IOException, InterruptedException {
            return list(operation, owner, PropertyMap.EMPTY);
        }

        @Override
        Stream<PropertyMap> list(Operation operation, PropertyMap owner, PropertyMap filters)
                throws IOException, InterruptedException;
    }
}
