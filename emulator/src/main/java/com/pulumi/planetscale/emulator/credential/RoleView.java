package com.pulumi.planetscale.emulator.credential;

import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Bouncer;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.ReadReplica;
import com.pulumi.planetscale.emulator.model.Role;
import com.pulumi.planetscale.emulator.world.Ids;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Duration;
import java.util.Optional;

/// The JSON of a role, without its password. `password`, `ttl` and `drop_failed` are null where there is none, as at
/// the service, although the description does not allow it (API reference).
final class RoleView {
    private static final String DATABASE = "postgres";

    private RoleView() {}

    static View of(Call call, Role role) {
        Branch branch = call.world().owner(role, Branch.class);
        return View.of("Role", role)
                .put("name", role.name)
                .putAll(addresses(call.world(), branch))
                .put("username", role.username(branch))
                .put("base_username", role.baseUsername)
                .put("password", null)
                .put("database_name", DATABASE)
                .put("deleted_at", role.deletedAt)
                .put("expires_at", role.expiresAt)
                .put("dropped_at", null)
                .put("disabled_at", null)
                .put("drop_failed", role.deletedAt == null ? null : role.dropFault)
                .put("ready", role.ready(call.now()))
                .put("expired", role.expired(call.now()))
                .put("default", role.isDefault())
                .put("ttl", Optional.ofNullable(role.ttl).map(Duration::toSeconds))
                .put("inherited_roles", role.inheritedRoles)
                .put("with_replication", role.withReplication)
                .put("branch", Views.reference("Branch", branch, null))
                .put("actor", Views.actor(role))
                .put(
                        "query_safety_settings",
                        new View()
                                .put("require_where_on_delete", role.requireWhereOnDelete)
                                .put("require_where_on_update", role.requireWhereOnUpdate));
    }

    /// User name and hosts of the way that the query asks for.
    static View way(Call call, Role role) {
        Branch branch = call.world().owner(role, Branch.class);
        Optional<String> bouncer = call.query().text("bouncer");
        if (bouncer.isPresent()) {
            if (call.world().in(branch, Bouncer.class).noneMatch(one -> one.name.equals(bouncer.get()))) {
                throw Refused.absent();
            }
            return new View().put("username", role.username(branch) + "|" + bouncer.get());
        }
        Optional<String> region = call.query().text("read_only_replica");
        if (region.isPresent()) {
            return call.world()
                    .in(branch, ReadReplica.class)
                    .filter(one -> one.region.equals(region.get()) || one.name.equals(region.get()))
                    .findFirst()
                    .map(one -> new View().put("access_host_url", one.host()))
                    .orElseThrow(Refused::absent);
        }
        boolean replica = call.query().bool("replica").orElse(false);
        return replica ? new View().put("username", role.username(branch) + "|replica") : new View();
    }

    /// Hosts as the documentation shows them: `{id+region}.horizon.psdb.cloud`, such as `…-useast1-1`, and one below
    /// `private-pg.psdb.cloud`. The private service has the form that the cloud provider gives it.
    private static View addresses(World world, Branch branch) {
        Region region = Regions.CATALOG.get(branch.region);
        String place = region.displayName().replaceFirst("^\\S+ ", "");
        String host = branch.id() + "-" + place.replace("-", "") + "-1";
        return new View()
                .put("access_host_url", branch.reachedAt(world, host + ".horizon.psdb.cloud"))
                .put("private_access_host_url", branch.reachedAt(world, host + ".private-pg.psdb.cloud"))
                .put("private_connection_service_name", privateService(region, place));
    }

    private static String privateService(Region region, String place) {
        String id = Ids.derived(region.id(), "private service");
        return region.provider().equals("AWS")
                ? "com.amazonaws.vpce." + place + ".vpce-svc-" + id
                : "projects/planetscale/regions/" + place + "/serviceAttachments/" + id;
    }
}
