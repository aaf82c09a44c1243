package com.pulumi.planetscale.emulator.account;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Handler;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.AccessNames;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Grant;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.ServiceToken;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What tokens may do: operations that the Go client uses and the description lacks (API reference).
///
/// Which accesses they need is not stated; here those for reading and writing tokens.
@Assumes(Assumption.TOKEN_ACCESS_ACCESSES)
public final class TokenAccessKind implements Kind {
    private static final String PATH = ServiceTokenKind.ONE + "/access";
    private static final Access READ = Access.organization("read_service_tokens");
    private static final Access WRITE = Access.organization("write_service_tokens");

    @Override
    public void declare(Declarations declarations) {
        declarations
                .undescribed("GET", PATH, READ, forTokens(this::list))
                .undescribed("POST", PATH, WRITE, forTokens(this::add))
                .undescribed("DELETE", PATH, WRITE, forTokens(this::remove))
                .undescribed("GET", ServiceTokenKind.ONE + "/grants", READ, forTokens(this::grants));
    }

    /// Refused altogether where the organization says so.
    private static Handler forTokens(Handler handler) {
        return call -> {
            GrantRules.checkTokensMayManage(call.organization());
            return handler.handle(call);
        };
    }

    private Answer list(Call call) {
        return call.page(
                grants(call, call.the(ServiceToken.class)).flatMap(grant -> plain(call, grant).stream()), view -> view);
    }

    private Answer grants(Call call) {
        return call.page(grants(call, call.the(ServiceToken.class)), grant -> {
            Entity resource = resource(call.world(), grant);
            List<View> accesses = grant.accesses.keySet().stream()
                    .map(name -> new View().put("access", name).put("description", AccessNames.description(name)))
                    .toList();
            return new View()
                    .put("id", grant.id())
                    .put("type", "ServiceTokenGrant")
                    .put("resource_name", resource.label())
                    .put("resource_type", type(resource))
                    .put("resource_id", resource.id())
                    .put("accesses", accesses);
        });
    }

    private static Stream<Grant> grants(Call call, ServiceToken token) {
        return call.world().in(token, Grant.class);
    }

    private Answer add(Call call) {
        ServiceToken token = call.the(ServiceToken.class);
        Entity resource = wanted(call);
        List<String> names = GrantRules.checkNames(call.body().texts("access").orElse(List.of()), resource);
        GrantRules.checkHeld(call.caller(), names, resource);
        Grant grant = grants(call, token)
                .filter(found -> found.resource.equals(resource.id()))
                .findFirst()
                .orElseGet(() -> call.world().add(new Grant(call.origin(token), resource.id())));
        grant.add(names);
        return call.page(plain(call, grant).stream(), view -> view);
    }

    private Answer remove(Call call) {
        ServiceToken token = call.the(ServiceToken.class);
        Entity resource = wanted(call);
        List<String> names = GrantRules.checkNames(call.body().texts("access").orElse(List.of()), resource);
        GrantRules.checkNotForAllDatabases(grants(call, token), names, resource, call.organization());
        grants(call, token)
                .filter(grant -> grant.resource.equals(resource.id()))
                .toList()
                .forEach(grant -> {
                    names.forEach(grant.accesses::remove);
                    if (grant.accesses.isEmpty()) {
                        call.world().remove(grant);
                    }
                });
        return Answer.noContent();
    }

    /// The database of that name; without one the organization.
    private static Entity wanted(Call call) {
        Optional<String> name = call.body().filled("database");
        return name.isEmpty()
                ? call.organization()
                : call.world()
                        .in(call.organization(), Database.class)
                        .filter(database -> database.name.equals(name.get()))
                        .findFirst()
                        .orElseThrow(Refused::absent);
    }

    private static List<View> plain(Call call, Grant grant) {
        Entity resource = resource(call.world(), grant);
        return grant.accesses.entrySet().stream()
                .map(access -> new View()
                        .put("id", access.getValue())
                        .put("type", type(resource) + "Access")
                        .put("access", access.getKey())
                        .put("resource", Views.reference(type(resource), resource, null)))
                .toList();
    }

    /// As a token shows them itself.
    static List<View> described(Call call, Grant grant) {
        Entity resource = resource(call.world(), grant);
        return grant.accesses.entrySet().stream()
                .map(access -> new View()
                        .put("id", access.getValue())
                        .put("type", "ServiceTokenAccess")
                        .put("access", access.getKey())
                        .put("description", AccessNames.description(access.getKey()))
                        .put("resource_name", resource.label())
                        .put("resource_id", resource.id())
                        .put("resource_type", type(resource))
                        .put("resource", Views.reference(type(resource), resource, null)))
                .toList();
    }

    private static String type(Entity resource) {
        return resource instanceof Database ? "Database" : "Organization";
    }

    private static Entity resource(World world, Grant grant) {
        Optional<Entity> database = world.find(Database.class, grant.resource).map(Entity.class::cast);
        return database.or(() -> world.find(Organization.class, grant.resource))
                .orElseThrow(() -> new IllegalStateException("Grant " + grant.id() + " is on nothing"));
    }
}
