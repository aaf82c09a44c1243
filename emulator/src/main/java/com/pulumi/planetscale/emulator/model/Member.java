package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Ids;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.World;
import java.util.Locale;

/// A person's membership of an organization. Paths lead to it by the id of the person, not by its own (API reference).
public final class Member extends Entity {
    public static final String ADMIN = "admin";

    public final String name;
    public final String email;
    /// The same as for whatever that person does at the web page.
    public String userId;
    public String role = "member";

    @JsonCreator
    public Member(Origin origin, String name, String email) {
        super(origin);
        this.name = name;
        this.email = email;
        this.userId = Ids.derived("person", name);
    }

    @Override
    public String label() {
        return userId;
    }

    public boolean isAdmin() {
        return role.equals(ADMIN);
    }

    /// Whether no other member of the organization is an administrator.
    public boolean isLastAdmin(World world) {
        return isAdmin()
                && world.in(world.owner(this, Organization.class), Member.class)
                        .noneMatch(other -> other.isAdmin() && !other.id().equals(id()));
    }

    /// Whether a search for a part of the name or the address finds the person.
    public boolean matches(String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        return name.toLowerCase(Locale.ROOT).contains(wanted)
                || email.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
