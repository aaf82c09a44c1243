package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Team;
import com.pulumi.planetscale.TeamArgs;
import com.pulumi.planetscale.TeamMember;
import com.pulumi.planetscale.TeamMemberArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var onCall = new Team("onCall", TeamArgs.builder()
            .name("On call")
            .build());

        var ben = new TeamMember("ben", TeamMemberArgs.builder()
            .team(onCall.publicId())
            .email("ben@example.com")
            .build());

        ctx.export("user", ben.userId());
    }
}
