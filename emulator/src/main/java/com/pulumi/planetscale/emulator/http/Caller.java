package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.model.AccessNames;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Grant;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.ServiceToken;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.World;
import java.util.Collection;
import java.util.List;

/// The service token that makes a request, and what it may do.
public final class Caller {
    private final World world;
    private final ServiceToken token;

    public Caller(World world, ServiceToken token) {
        this.world = world;
        this.token = token;
    }

    public ServiceToken token() {
        return token;
    }

    public Actor actor() {
        return token.asActor();
    }

    public Organization organization() {
        return world.owner(token, Organization.class);
    }

    /// Whether it has one of these accesses on its organization.
    public boolean may(Collection<String> anyOf) {
        return holds(organization(), anyOf);
    }

    /// Whether it has one of these accesses on a database, itself or by a grant for all databases.
    public boolean may(Collection<String> anyOf, Database database) {
        return holds(database, anyOf) || holds(organization(), anyOf);
    }

    /// Refuses as the API does when an access is missing: as if there were nothing (API reference).
    public void need(String access, Database database) {
        if (!may(List.of(access), database)) {
            throw Refusal.notFound();
        }
    }

    public void need(String organizationAccess) {
        if (!may(List.of(organizationAccess))) {
            throw Refusal.notFound();
        }
    }

    /// Gives this token everything on a database that it has just made (API reference).
    public void grantEverything(Database database) {
        Grant grant = new Grant(world.origin(token, null), database.id());
        grant.add(AccessNames.DATABASE.keySet());
        world.add(grant);
    }

    private boolean holds(Entity resource, Collection<String> anyOf) {
        return world.in(token, Grant.class)
                .filter(grant -> grant.resource.equals(resource.id()))
                .anyMatch(grant -> anyOf.stream().anyMatch(grant.accesses::containsKey));
    }
}
