package com.pulumi.planetscale.emulator.credential;

import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Password;
import com.pulumi.planetscale.emulator.offer.RegionView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The JSON of a password, without its secret.
final class PasswordView {
    private static final int ZONES = 3;

    private PasswordView() {}

    static View of(Call call, Password password) {
        Branch branch = call.world().owner(password, Branch.class);
        return new View()
                .put("id", password.id())
                .put("type", "Password")
                .put("created_at", password.createdAt())
                .put("name", password.name)
                .put("role", password.role)
                .put("cidrs", password.cidrs.isEmpty() ? null : password.cidrs)
                .put("deleted_at", null)
                .put("expires_at", password.expiresAt)
                .put("last_used_at", null)
                .put("expired", password.expired(call.now()))
                .put("direct_vtgate", password.directVtgate)
                .put("direct_vtgate_addresses", password.directVtgate ? zones(branch) : List.of())
                .put("ttl_seconds", Optional.ofNullable(password.ttl).map(Duration::toSeconds))
                .put("access_host_url", branch.edgeAddress(call.world()))
                .put("access_host_regional_url", branch.reachedAt(call.world(), branch.region + ".connect.psdb.cloud"))
                .put("access_host_regional_urls", List.of())
                .put("actor", Views.nullableActor(password))
                .put("region", RegionView.of(call, branch.region))
                .put("username", password.username)
                .put("plain_text", null)
                .put("replica", password.replica)
                .put("renewable", password.ttl != null)
                .put("database_branch", branch(call, branch));
    }

    private static List<String> zones(Branch branch) {
        return IntStream.rangeClosed('a', 'a' + ZONES - 1)
                .mapToObj(zone -> branch.id() + "-" + (char) zone + "." + branch.region + ".psdb.cloud")
                .toList();
    }

    private static View branch(Call call, Branch branch) {
        return new View()
                .put("name", branch.name)
                .put("id", branch.id())
                .put("production", branch.production)
                .put("mysql_edge_address", branch.edgeAddress(call.world()))
                .put("private_edge_connectivity", false);
    }
}
