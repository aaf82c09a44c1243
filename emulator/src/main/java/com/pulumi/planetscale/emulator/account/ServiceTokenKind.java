package com.pulumi.planetscale.emulator.account;

import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Grant;
import com.pulumi.planetscale.emulator.model.ServiceToken;
import com.pulumi.planetscale.emulator.model.Ttl;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Service tokens (API reference). A new one may do nothing until accesses are added.
public final class ServiceTokenKind implements Kind {
    static final String ONE = Paths.ORGANIZATION + "/service-tokens/{service_token}";
    private static final String ALL = Paths.ORGANIZATION + "/service-tokens";
    private static final String PICTURE = "https://app.planetscale.com/gravatar-fallback.png";

    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("service_tokens", ServiceToken.class)
                .stores("grants", Grant.class)
                .leads("service_token", ServiceToken.class, PathKey.ID)
                .get(ALL, Access.organization("read_service_tokens"), this::list)
                .post(ALL, Access.organization("write_service_tokens"), this::create)
                .get(ONE, Access.organization("read_service_tokens"), this::get)
                .delete(ONE, Access.organization("delete_service_tokens"), this::delete);
    }

    private Answer list(Call call) {
        return call.countedPage(call.world().in(call.organization(), ServiceToken.class), token -> view(call, token));
    }

    private Answer get(Call call) {
        return Answer.ok(view(call, call.the(ServiceToken.class)));
    }

    /// 200, not 201, and the only answer with the secret.
    private Answer create(Call call) {
        Optional<String> name = call.body().freeName("name");
        Optional<Duration> ttl = Ttl.of(call.body().number("ttl"));
        ServiceToken token = new ServiceToken(call.origin(call.organization()), Ids.tokenSecret());
        token.name = name.orElse(null);
        token.expiresAt = ttl.map(call.now()::plus).orElse(null);
        call.world().add(token);
        return Answer.ok(view(call, token).put("token", token.secret));
    }

    private Answer delete(Call call) {
        call.world().remove(call.the(ServiceToken.class));
        return Answer.noContent();
    }

    private static View view(Call call, ServiceToken token) {
        Optional<Actor> maker = token.actor();
        List<View> accesses = call.world()
                .in(token, Grant.class)
                .flatMap(grant -> TokenAccessKind.described(call, grant).stream())
                .toList();
        return View.of("ServiceToken", token)
                .put("name", token.name)
                .put("display_name", token.displayName())
                .optional("token", null)
                .optional("plain_text_refresh_token", null)
                .put("avatar_url", PICTURE)
                .put("expires_at", token.expiresAt)
                .put("last_used_at", token.lastUsedAt)
                .put("actor_id", maker.map(Actor::id))
                .put("actor_display_name", maker.map(Actor::displayName))
                .put("actor_type", maker.map(Actor::type))
                .optional("service_token_accesses", accesses)
                .optional("oauth_accesses_by_resource", null);
    }
}
