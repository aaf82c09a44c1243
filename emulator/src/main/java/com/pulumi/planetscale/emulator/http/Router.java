package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.http.Declarations.Placeholder;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.World;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the operation for a path, and the objects that the path leads to.
public final class Router {
    private final Declarations declarations;
    private final List<Known> routes;
    private final Map<Shape, List<Known>> byShape;

    public Router(Declarations declarations) {
        this.declarations = declarations;
        this.routes = declarations.routes().stream()
                .map(Known::of)
                .sorted(Comparator.comparingLong(Known::fixedParts).reversed())
                .toList();
        this.byShape = routes.stream()
                .collect(Collectors.groupingBy(
                        known -> new Shape(known.route().method(), known.parts().size())));
    }

    /// What requests are first told apart by, since there are hundreds of routes.
    private record Shape(String method, int parts) {}

    /// A route with its template taken apart once, since every request is compared with all of them.
    ///
    /// @param fixedParts how many parts are fixed: where two routes match, the one with more of them is meant
    private record Known(Route route, List<String> parts, long fixedParts) {
        static Known of(Route route) {
            List<String> parts = Route.parts(route.template());
            return new Known(
                    route,
                    parts,
                    parts.stream().filter(part -> !Route.isPlaceholder(part)).count());
        }

        boolean matches(List<String> pieces) {
            if (parts.size() != pieces.size()) {
                return false;
            }
            for (int i = 0; i < parts.size(); i++) {
                if (!Route.isPlaceholder(parts.get(i)) && !parts.get(i).equals(pieces.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /// An operation with what stands in its path.
    ///
    /// @param objects the objects as far as the path leads to some; what is missing is skipped
    /// @param pieces the decoded pieces by the names of their placeholders
    public record Match(Route route, Map<Class<? extends Entity>, Entity> objects, Map<String, String> pieces) {
        <T extends Entity> Optional<T> find(Class<T> kind) {
            return Optional.ofNullable(objects.get(kind)).map(kind::cast);
        }
    }

    public Optional<Match> find(World world, String method, String path) {
        List<String> raw = Route.parts(path);
        return byShape.getOrDefault(new Shape(method, raw.size()), List.of()).stream()
                .filter(known -> known.matches(raw))
                .findFirst()
                .map(known ->
                        follow(world, known, raw.stream().map(Router::decode).toList()));
    }

    /// The object that a path such as `/organizations/acme/databases/shop` leads to.
    public Optional<Entity> object(World world, String path) {
        List<String> raw = Route.parts(path);
        return routes.stream()
                .filter(known -> known.matches(raw) && known.route().template().endsWith("}"))
                .findFirst()
                .flatMap(known -> {
                    String last = known.parts().get(known.parts().size() - 1);
                    Match match = follow(
                            world, known, raw.stream().map(Router::decode).toList());
                    return declarations
                            .placeholder(Route.placeholderName(last))
                            .map(placeholder -> match.objects().get(placeholder.type()));
                });
    }

    private Match follow(World world, Known known, List<String> pieces) {
        Map<Class<? extends Entity>, Entity> objects = new HashMap<>();
        Map<String, String> named = new HashMap<>();
        @Nullable Entity owner = null;
        boolean lost = false;
        List<String> parts = known.parts();
        for (int i = 0; i < parts.size(); i++) {
            if (!Route.isPlaceholder(parts.get(i))) {
                continue;
            }
            String name = Route.placeholderName(parts.get(i));
            named.put(name, pieces.get(i));
            Entity found = lost
                    ? null
                    : declarations
                            .placeholder(name)
                            .flatMap(find(world, owner, pieces.get(i)))
                            .orElse(null);
            lost = found == null;
            if (found != null) {
                objects.put(found.getClass(), found);
                owner = found;
            }
        }
        return new Match(known.route(), objects, named);
    }

    private static Function<Placeholder, Optional<Entity>> find(World world, @Nullable Entity owner, String piece) {
        return placeholder -> candidates(world, owner, placeholder)
                .filter(entity -> !entity.gone() && isMeant(entity, placeholder.key(), piece))
                .findFirst();
    }

    private static Stream<Entity> candidates(World world, @Nullable Entity owner, Placeholder placeholder) {
        return (owner == null ? world.all(placeholder.type()) : world.in(owner, placeholder.type()))
                .map(Entity.class::cast);
    }

    private static boolean isMeant(Entity entity, PathKey key, String piece) {
        return (key != PathKey.ID && entity.label().equals(piece))
                || (key != PathKey.NAME && entity.id().equals(piece));
    }

    private static String decode(String piece) {
        try {
            // Unlike in a query, a plus in a path is a plus.
            return URLDecoder.decode(piece.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("The path is not properly percent-encoded");
        }
    }
}
