package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Call;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resources.credential.GrantedAccesses.Access;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All that a service token may do with one database, or with the organization itself.
public final class ServiceTokenAccessResource
        implements Resource.Updatable, Resource.Previewing, Resource.Unique, Resource.Listed {
    static final Property<String> RESOURCE_ID = Property.text(
                    "resourceId",
                    "PlanetScale's public id of the database, or of the organization. An import takes its name as well.")
            .computed()
            .always();
    static final Property<String> SERVICE_TOKEN = Property.text(
                    "serviceToken", "Id of the service token: `publicId` of a `ServiceToken`.")
            .identifyingOwner("ServiceToken")
            .atCreation("accesses cannot move between service tokens");
    static final Property<String> DATABASE = Property.text(
                    "database", "Name of the database that the accesses are on. If omitted, the organization itself.")
            .optional()
            .namingOwner("Database", RESOURCE_ID)
            .atCreation("accesses cannot move between databases");
    static final Property<Set<String>> ACCESSES = Property.set(
                    "accesses",
                    "Names of the accesses, such as `read_branch`: all that the service token has there. Others are"
                            + " taken away. Changed in place.",
                    Type.text())
            .checking(names -> names.isEmpty()
                    ? Optional.of(new Problem(
                            "it is empty, so nothing would be granted", "List accesses, or remove the resource."))
                    : Optional.empty());

    private static final Schema SCHEMA = Schema.of(
                    "ServiceTokenAccess",
                    "All that a service token may do with one database, or with the organization itself. What it may do"
                            + " with all databases at once can only be set in PlanetScale's web application. What `accesses`"
                            + " omits is taken away, except on a database that the service token has created: it gets"
                            + " every access to that, and those that were never listed stay.",
                    List.of(ORGANIZATION, SERVICE_TOKEN, DATABASE, ACCESSES, RESOURCE_ID))
            .identifiedBy(List.of(ORGANIZATION, SERVICE_TOKEN, RESOURCE_ID))
            .inApi("access")
            .changedAtTheCollection()
            .checking(ServiceTokenAccessResource::misplaced);

    private final Api api;
    private final Directory directory;
    private final GrantedAccesses granted;

    public ServiceTokenAccessResource(Api api, Siblings shared, Directory directory) {
        this.api = api;
        this.directory = directory;
        granted = new GrantedAccesses(api, shared);
    }

    private static void misplaced(PropertyMap inputs, Consumer<Finding> findings) {
        boolean isLevelKnown = !inputs.has(DATABASE) || inputs.find(DATABASE).isPresent();
        if (isLevelKnown) {
            AccessNames.misplaced(ACCESSES, inputs.find(ACCESSES).orElse(Set.of()), inputs.has(DATABASE), findings);
        }
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        stripping(state, inputs).ifPresent(findings::add);
        Optional<Set<String>> wanted = inputs.find(ACCESSES);
        if (wanted.isPresent() && !inputs.differing(state, List.of(ACCESSES)).isEmpty()) {
            findings.addAll(AccessNames.unknown(ACCESSES, wanted.get(), inputs.has(DATABASE)));
            findings.addAll(notHeld(state, inputs, wanted.get()));
        }
        return findings;
    }

    /// What the provider's own service token lacks and so cannot grant, as far as it may read its own accesses. On a
    /// database of which it has none yet, it may get all: it gets them on each that it makes.
    private List<Finding> notHeld(PropertyMap state, PropertyMap inputs, Set<String> wanted)
            throws IOException, InterruptedException {
        Optional<String> resource = inputs.has(DATABASE) ? inputs.find(DATABASE) : inputs.find(ORGANIZATION);
        if (resource.isEmpty() || inputs.find(ORGANIZATION).isEmpty()) {
            return List.of();
        }
        List<Access> own = granted.peek(token(inputs, api.tokenId())).orElse(List.of());
        boolean isSeen = own.stream().anyMatch(access -> access.isOn(resource.get()));
        Set<String> held = new HashSet<>(state.find(ACCESSES).orElse(Set.of()));
        own.stream()
                .filter(access -> !access.isOnDatabase() || access.isOn(resource.get()))
                .forEach(access -> held.add(String.valueOf(access.access())));
        return isSeen
                ? wanted.stream()
                        .sorted()
                        .filter(name -> !held.contains(name))
                        .map(name -> Finding.warning(
                                ACCESSES,
                                "the service token `" + api.tokenId() + "` of the provider lacks the access `" + name
                                        + "` itself, so PlanetScale will not let it grant that",
                                "Grant it to that token first, or remove it here."))
                        .toList()
                : List.of();
    }

    /// Why accesses are not taken from the service token that the provider itself uses: the run could not be finished.
    private Optional<Finding> stripping(PropertyMap state, PropertyMap inputs) {
        Set<String> removed = new HashSet<>(state.find(ACCESSES).orElse(Set.of()));
        removed.removeAll(inputs.find(ACCESSES).orElse(removed));
        return removed.isEmpty() || !isOwn(state) ? Optional.empty() : Optional.of(own(removed));
    }

    private boolean isOwn(PropertyMap state) {
        return state.find(SERVICE_TOKEN).filter(api.tokenId()::equals).isPresent();
    }

    private Finding own(Set<String> removed) {
        return Finding.refusal(
                ACCESSES,
                "service token `" + api.tokenId()
                        + "` is the one that the provider itself uses, and is not stripped of "
                        + removed.stream()
                                .sorted()
                                .map(name -> "`" + name + "`")
                                .collect(Collectors.joining(", ")),
                "Configure the provider with another service token first (`serviceTokenId` and `serviceToken`), or"
                        + " remove the resource from the stack only, with `pulumi state delete`.");
    }

    @Override
    public Optional<Finding> undeletable(PropertyMap state) {
        return isOwn(state) ? state.find(ACCESSES).map(this::own) : Optional.empty();
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        String resource = resourceId(operation, inputs);
        Set<String> wanted = inputs.get(ACCESSES);
        Set<String> now = GrantedAccesses.on(granted.find(token(inputs)).orElseThrow(() -> noToken(inputs)), resource);
        if (!now.isEmpty() && isMaker(inputs)) {
            var missing = new HashSet<>(wanted);
            missing.removeAll(now);
            if (!missing.isEmpty()) {
                granted.add(operation, token(inputs), database(inputs), resource, missing);
            }
            operation.say(Finding.info("service token `" + inputs.get(SERVICE_TOKEN) + "` has created " + place(inputs)
                    + ", so it has every access to it; those that the program does not list stay"));
        } else if (now.equals(wanted)) {
            operation.say(Finding.info("the accesses of service token `" + inputs.get(SERVICE_TOKEN) + "` on "
                    + place(inputs) + " were as the program wants them, and were adopted"));
        } else if (!now.isEmpty()) {
            throw new OperationException(taken(inputs, resource).refusal(operation.label()));
        } else {
            granted.add(operation, token(inputs), database(inputs), resource, wanted);
        }
        return PropertyMap.EMPTY
                .with(SERVICE_TOKEN, inputs.get(SERVICE_TOKEN))
                .with(RESOURCE_ID, resource)
                .with(ACCESSES, wanted);
    }

    private static OperationException noToken(PropertyMap inputs) {
        return new OperationException(Finding.refusal(
                SERVICE_TOKEN,
                "there is no service token `" + inputs.get(SERVICE_TOKEN) + "`",
                "Refer to `publicId` of a `ServiceToken`, or write the id of one that exists."));
    }

    private String resourceId(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        return Objects.requireNonNull(
                inputs.has(DATABASE)
                        ? directory
                                .database(
                                        operation,
                                        Owners.organizationPath(inputs).then("/databases/{}", inputs.get(DATABASE)))
                                .id()
                        : directory.organizationId(inputs.get(ORGANIZATION)));
    }

    @Override
    public Optional<String> claim(PropertyMap inputs) {
        boolean known = inputs.find(ORGANIZATION).isPresent()
                && inputs.find(SERVICE_TOKEN).isPresent()
                && (!inputs.has(DATABASE) || inputs.find(DATABASE).isPresent());
        return known
                ? Optional.of(inputs.get(ORGANIZATION) + "/" + inputs.get(SERVICE_TOKEN) + "/"
                        + inputs.find(DATABASE).orElse(""))
                : Optional.empty();
    }

    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        if (claim(inputs).isEmpty() || inputs.find(ACCESSES).isEmpty()) {
            return Optional.empty();
        }
        String resource = inputs.find(DATABASE).orElse(inputs.get(ORGANIZATION));
        Set<String> now = GrantedAccesses.on(granted.peek(token(inputs)).orElse(List.of()), resource);
        return now.isEmpty() || now.equals(inputs.get(ACCESSES)) || isMaker(inputs)
                ? Optional.empty()
                : Optional.of(taken(inputs, resource));
    }

    private static Taken taken(PropertyMap inputs, String resource) {
        return new Taken(
                SCHEMA.name(),
                inputs.get(ORGANIZATION) + "/" + inputs.get(SERVICE_TOKEN) + "/" + resource,
                DATABASE.name(),
                "");
    }

    /// A service token without any access there has no such object.
    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<PropertyMap> found = granted.find(token(state))
                .flatMap(all ->
                        grouped(all).stream().filter(one -> isOf(one, state)).findFirst());
        boolean isMore = found.isPresent()
                && state.has(ACCESSES)
                && !state.get(ACCESSES).containsAll(found.get().get(ACCESSES));
        return isMore && isMaker(state.with(found.get())) ? Optional.of(listed(found.get(), state)) : found;
    }

    /// Those of an object's accesses that are recorded: who makes a database gets the others without being asked.
    private static PropertyMap listed(PropertyMap found, PropertyMap state) {
        var listed = new HashSet<>(found.get(ACCESSES));
        listed.retainAll(state.get(ACCESSES));
        return found.with(ACCESSES, listed);
    }

    private boolean isMaker(PropertyMap values) throws IOException, InterruptedException {
        return values.find(DATABASE).isPresent()
                && granted.isMaker(
                        values.get(SERVICE_TOKEN),
                        Owners.organizationPath(values).then("/databases/{}", values.get(DATABASE)));
    }

    /// An import may name the database or the organization.
    private static boolean isOf(PropertyMap found, PropertyMap state) {
        String resource = state.get(RESOURCE_ID);
        return resource.equals(found.get(RESOURCE_ID))
                || resource.equals(found.find(DATABASE).orElseGet(() -> state.get(ORGANIZATION)));
    }

    @Override
    public List<Step> steps() {
        return List.of(Step.on(List.of(ACCESSES), this::change)
                .calling((state, inputs) -> new Call(added(state, inputs).isEmpty() ? "DELETE" : "POST", "")));
    }

    private static Set<String> added(PropertyMap state, PropertyMap inputs) {
        var added = new HashSet<>(inputs.get(ACCESSES));
        added.removeAll(state.find(ACCESSES).orElse(Set.of()));
        return added;
    }

    /// Adds first, so that there is no time in between in which the service token can do less than before and after.
    private PropertyMap change(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<Finding> refusal = stripping(state, inputs);
        if (refusal.isPresent()) {
            throw new OperationException(refusal.get());
        }
        Set<String> added = added(state, inputs);
        if (!added.isEmpty()) {
            granted.add(operation, token(state), database(inputs), state.get(RESOURCE_ID), added);
        }
        var removed = new HashSet<>(state.find(ACCESSES).orElse(Set.of()));
        removed.removeAll(inputs.get(ACCESSES));
        if (!removed.isEmpty()) {
            granted.remove(token(state), database(inputs), removed);
        }
        return PropertyMap.EMPTY.with(ACCESSES, inputs.get(ACCESSES));
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        // By the name that the database has by now.
        Optional<PropertyMap> now = read(operation, state);
        if (now.isPresent()) {
            granted.remove(token(state), database(now.get()), state.get(ACCESSES));
        }
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        return grouped(granted.find(token(owner)).orElse(List.of())).stream();
    }

    /// One object for each database, and one for the organization.
    private static List<PropertyMap> grouped(List<Access> all) {
        Map<String, PropertyMap> objects = new LinkedHashMap<>();
        for (Access access : all) {
            String id = access.resourceId();
            if (id != null && access.isOn(id)) {
                objects.computeIfAbsent(
                        id,
                        _ -> PropertyMap.EMPTY
                                .with(RESOURCE_ID, id)
                                .with(DATABASE, access.isOnDatabase() ? access.resourceName() : null)
                                .with(ACCESSES, GrantedAccesses.on(all, id)));
            }
        }
        return List.copyOf(objects.values());
    }

    private static String database(PropertyMap values) {
        return values.find(DATABASE).orElse("");
    }

    private static String place(PropertyMap inputs) {
        return inputs.find(DATABASE)
                .map(name -> "database `" + name + "`")
                .orElse("organization `" + inputs.get(ORGANIZATION) + "`");
    }

    private static ApiPath token(PropertyMap values) {
        return token(values, values.get(SERVICE_TOKEN));
    }

    private static ApiPath token(PropertyMap values, String id) {
        return Owners.organizationPath(values).then("/service-tokens/{}", id);
    }
}
