package com.pulumi.planetscale.emulator.network;

import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.IpRestriction;
import java.util.List;

/// IP restrictions of PostgreSQL databases (API reference; PlanetScale documentation, IP restrictions).
public final class IpRestrictionKind implements Kind {
    private static final String ALL = Paths.DATABASE + "/cidrs";
    private static final String ONE = ALL + "/{cidr}";

    @Override
    public void declare(Declarations declarations) {
        Access read = Access.database("read_database", "read_databases");
        Access write = Access.database("write_database");
        declarations
                .stores("ip_restrictions", IpRestriction.class)
                .leads("cidr", IpRestriction.class, PathKey.ID)
                .get(ALL, read, this::list)
                .post(ALL, write, this::create)
                .get(ONE, read, this::get)
                .patch(ONE, write, this::update)
                .delete(ONE, write, this::delete);
    }

    private static Database database(Call call) {
        IpRestrictionRules.checkKind(call.database());
        return call.database();
    }

    private Answer list(Call call) {
        return call.countedPage(call.world().in(database(call), IpRestriction.class), IpRestrictionKind::view);
    }

    private Answer get(Call call) {
        return Answer.ok(view(call.the(IpRestriction.class)));
    }

    private Answer create(Call call) {
        Database database = database(call);
        List<String> cidrs = IpRestrictionRules.required(call.body());
        IpRestriction made = new IpRestriction(call.origin(database), cidrs);
        set(call, made);
        return Answer.created(view(call.world().add(made)));
    }

    /// Only what is sent changes.
    private Answer update(Call call) {
        IpRestriction restriction = call.the(IpRestriction.class);
        IpRestrictionRules.cidrs(call.body()).ifPresent(cidrs -> restriction.cidrs = cidrs);
        set(call, restriction);
        restriction.updatedAt = call.now();
        return get(call);
    }

    private static void set(Call call, IpRestriction restriction) {
        call.body().text("schema").ifPresent(value -> restriction.schema = value);
        call.body().text("role").ifPresent(value -> restriction.role = value);
        call.body().text("description").ifPresent(value -> restriction.description = value);
    }

    private Answer delete(Call call) {
        call.world().remove(call.the(IpRestriction.class));
        return Answer.noContent();
    }

    private static View view(IpRestriction restriction) {
        return View.of("DatabasePostgresCidr", restriction)
                .put("schema", restriction.schema)
                .put("role", restriction.role)
                .put("cidrs", restriction.cidrs)
                .put("description", restriction.description)
                .put("deleted_at", null)
                .put("actor", Views.actor(restriction));
    }
}
