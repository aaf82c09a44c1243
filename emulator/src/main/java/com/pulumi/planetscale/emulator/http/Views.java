package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Pieces of JSON that several kinds share.
public final class Views {
    /// Who made what came without a request, since the description allows no null.
    private static final Actor SERVICE =
            new Actor("planetscale0", "User", "PlanetScale", "https://app.planetscale.com/gravatar-fallback.png");

    private Views() {}

    public static @Nullable View nullableActor(Entity entity) {
        return entity.actor().map(Views::actor).orElse(null);
    }

    public static View actor(Entity entity) {
        return actor(entity.actor().orElse(SERVICE));
    }

    public static View noActor() {
        return actor(SERVICE);
    }

    public static View actor(Actor actor) {
        return new View()
                .put("id", actor.id())
                .put("type", actor.type())
                .put("display_name", actor.displayName())
                .put("avatar_url", actor.avatarUrl());
    }

    /// Text as HTML.
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// Another object, as far as it is shown.
    public static View reference(String type, Entity entity, @Nullable Instant deletedAt) {
        return View.of(type, entity).put("name", entity.label()).put("deleted_at", deletedAt);
    }

    public static View reference(String type, Reference reference) {
        return new View()
                .put("id", reference.id())
                .put("type", type)
                .put("name", reference.name())
                .put("created_at", reference.createdAt())
                .put("updated_at", reference.updatedAt())
                .put("deleted_at", reference.deletedAt());
    }
}
