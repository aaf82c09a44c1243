package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// What the kinds have declared: objects, placeholders of paths and operations.
public final class Declarations {
    private final Map<String, Class<? extends Entity>> stored = new LinkedHashMap<>();
    private final Map<String, Placeholder> placeholders = new LinkedHashMap<>();
    private final Map<Class<? extends Entity>, BiFunction<Call, ? super Entity, View>> views = new LinkedHashMap<>();
    private final List<Route> routes = new ArrayList<>();

    /// What a placeholder stands for.
    ///
    /// @param type the kind of object that the piece leads to, among those of the object before it
    record Placeholder(Class<? extends Entity> type, PathKey key) {}

    public static Declarations of(List<? extends Kind> kinds) {
        Declarations declarations = new Declarations();
        kinds.forEach(kind -> kind.declare(declarations));
        return declarations;
    }

    /// Objects of this class exist; the state file keeps them under this name.
    public Declarations stores(String name, Class<? extends Entity> type) {
        stored.put(name, type);
        return this;
    }

    /// `{name}` in a path leads to an object of this class.
    public Declarations leads(String name, Class<? extends Entity> type, PathKey key) {
        placeholders.put(name, new Placeholder(type, key));
        return this;
    }

    /// Objects of this class are shown like this where no request asks for them: in what webhooks tell.
    public <T extends Entity> Declarations shows(Class<T> type, BiFunction<Call, ? super T, View> view) {
        views.put(type, (call, entity) -> view.apply(call, type.cast(entity)));
        return this;
    }

    public Declarations get(String template, Access access, Handler handler) {
        return described("GET", template, access, handler);
    }

    public Declarations post(String template, Access access, Handler handler) {
        return described("POST", template, access, handler);
    }

    public Declarations put(String template, Access access, Handler handler) {
        return described("PUT", template, access, handler);
    }

    public Declarations patch(String template, Access access, Handler handler) {
        return described("PATCH", template, access, handler);
    }

    public Declarations delete(String template, Access access, Handler handler) {
        return described("DELETE", template, access, handler);
    }

    /// An operation of the OpenAPI description.
    public Declarations described(String method, String template, Access access, Handler handler) {
        routes.add(new Route(method, template, access, true, handler));
        return this;
    }

    /// An operation that official clients use although the description lacks it.
    public Declarations undescribed(String method, String template, Access access, Handler handler) {
        routes.add(new Route(method, template, access, false, handler));
        return this;
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    public Map<String, Class<? extends Entity>> stored() {
        return Map.copyOf(stored);
    }

    /// An object as a `GET` of it shows it.
    ///
    /// @param base what stands before paths in the addresses, such as `http://127.0.0.1:4010/v1`
    /// @throws IllegalArgumentException if its kind does not say how
    public View show(World world, String base, Entity entity) {
        BiFunction<Call, ? super Entity, View> view = views.get(entity.getClass());
        if (view == null) {
            throw new IllegalArgumentException("Nothing says how a "
                    + entity.getClass().getSimpleName() + " is shown; its kind must declare that.");
        }
        return view.apply(Call.unasked(world, base, entity), entity);
    }

    Optional<Placeholder> placeholder(String name) {
        return Optional.ofNullable(placeholders.get(name));
    }
}
