package com.pulumi.planetscale.emulator.admin;

import com.pulumi.planetscale.emulator.model.AccessNames;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Grant;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.ServiceToken;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Ids;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.World;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Service tokens with any accesses, for trying out what they allow. Every token belongs to the first organization.
public final class Tokens {
    private final World world;
    private final Runnable changed;

    Tokens(World world, Runnable changed) {
        this.world = world;
        this.changed = changed;
    }

    /// Credentials as they are put into a client.
    public record Credentials(String id, String token) {}

    public Credentials make(String name, Accesses accesses) {
        return make(name, accesses, Optional.empty(), Optional.empty());
    }

    /// A person at the web page, always the same for the same name.
    public static Actor person(String name) {
        return Actor.person(Ids.derived("person", name), name);
    }

    /// Makes a token.
    ///
    /// @param fixed an id and a secret of your own
    /// @param by the name of the person who makes it
    public Credentials make(String name, Accesses accesses, Optional<Credentials> fixed, Optional<String> by) {
        synchronized (world) {
            Organization organization = organization();
            Credentials credentials = fixed.orElseGet(() -> new Credentials(Ids.publicId(), Ids.tokenSecret()));
            if (world.find(ServiceToken.class, credentials.id()).isPresent()) {
                throw new IllegalArgumentException("There is a token " + credentials.id() + " already.");
            }
            Actor maker = by.map(Tokens::person).orElse(null);
            ServiceToken token = new ServiceToken(
                    new Origin(credentials.id(), organization.id(), world.now(), maker), credentials.token());
            token.name = name;
            world.add(token);
            setAccesses(token, accesses);
            changed.run();
            return credentials;
        }
    }

    /// Gives a token these accesses and no others.
    public void setAccesses(String id, Accesses accesses) {
        synchronized (world) {
            setAccesses(
                    world.find(ServiceToken.class, id)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "There is no token " + id + ". Make one with POST /__admin/planetscale/tokens.")),
                    accesses);
            changed.run();
        }
    }

    private void setAccesses(ServiceToken token, Accesses accesses) {
        check(accesses.organization(), AccessNames.ORGANIZATION);
        check(accesses.allDatabases(), AccessNames.DATABASE);
        accesses.databases().values().forEach(names -> check(names, AccessNames.DATABASE));
        Map<String, List<String>> databases = accesses.databases();
        List<Database> found = databases.keySet().stream().map(this::database).toList();

        world.in(token, Grant.class).toList().forEach(world::remove);
        grant(token, organization(), accesses.organization());
        grant(token, organization(), accesses.allDatabases());
        found.forEach(database -> grant(token, database, databases.getOrDefault(database.name, List.of())));
    }

    private void grant(ServiceToken token, Entity resource, Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        Grant grant = world.in(token, Grant.class)
                .filter(existing -> existing.resource.equals(resource.id()))
                .findFirst()
                .orElseGet(() -> world.add(new Grant(world.origin(token, null), resource.id())));
        grant.add(names);
    }

    private static void check(Collection<String> names, Map<String, String> known) {
        names.stream().filter(name -> !known.containsKey(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("There is no access " + name + " at this level. Choose one of: "
                    + String.join(", ", known.keySet()) + ".");
        });
    }

    private Database database(String name) {
        return world.in(organization(), Database.class)
                .filter(database -> database.name.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no database " + name + ". Create it before the token."));
    }

    private Organization organization() {
        return world.all(Organization.class)
                .min(Comparator.comparing(Entity::createdAt))
                .orElseThrow(() -> new IllegalArgumentException("There is no organization; the state is empty."));
    }
}
