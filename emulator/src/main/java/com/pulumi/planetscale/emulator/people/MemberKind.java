package com.pulumi.planetscale.emulator.people;

import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Member;
import com.pulumi.planetscale.emulator.model.ServiceToken;

/// The members of an organization. Nothing invites one: that happens at the web page (API reference).
public final class MemberKind implements Kind {
    private static final String ALL = Paths.ORGANIZATION + "/members";
    private static final String ONE = ALL + "/{member}";

    @Override
    public void declare(Declarations declarations) {
        Access read = Access.organization("read_organization");
        Access write = Access.organization("write_organization");
        declarations
                .stores("members", Member.class)
                .leads("member", Member.class, PathKey.NAME)
                .get(ALL, read, this::list)
                .get(ONE, read, this::get)
                .patch(ONE, write, this::update)
                .delete(ONE, write, this::remove);
    }

    private Answer list(Call call) {
        String part = call.query().text("q").orElse("");
        return call.countedPage(
                call.world().in(call.organization(), Member.class).filter(member -> member.matches(part)),
                MemberKind::view);
    }

    private Answer get(Call call) {
        return Answer.ok(view(call.the(Member.class)));
    }

    private Answer update(Call call) {
        Member member = call.the(Member.class);
        String role = call.body().requiredText("role");
        PeopleRules.checkRole(call.world(), call.organization(), call.caller().token(), member, role);
        member.role = role;
        member.updatedAt = call.now();
        return get(call);
    }

    private Answer remove(Call call) {
        Member member = call.the(Member.class);
        boolean withTokens = call.query().bool("delete_service_tokens").orElse(false);
        // Nobody but a token calls this API here, so no password is a person's.
        call.query().bool("delete_passwords");
        PeopleRules.checkRemoval(call.world(), call.caller().token(), member);
        if (withTokens) {
            call.world()
                    .in(call.organization(), ServiceToken.class)
                    .filter(token -> PeopleRules.isMaker(member, token))
                    .toList()
                    .forEach(call.world()::remove);
        }
        call.world().remove(member);
        return Answer.noContent();
    }

    private static View view(Member member) {
        return View.of("OrganizationMembership", member)
                .put("user", PersonView.of(member))
                .put("role", member.role);
    }
}
