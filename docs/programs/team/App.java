package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Team;
import com.pulumi.planetscale.TeamArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var onCall = new Team("onCall", TeamArgs.builder()
            .name("On call")
            .description("Whoever is woken at night")
            .build());

        ctx.export("slug", onCall.slug());
    }
}
