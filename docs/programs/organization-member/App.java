package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.OrganizationMember;
import com.pulumi.planetscale.OrganizationMemberArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var analyst = new OrganizationMember("analyst", OrganizationMemberArgs.builder()
            .email("ben@example.com")
            .role("analyst")
            .build());

        ctx.export("user", analyst.userId());
    }
}
