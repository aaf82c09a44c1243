package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.ServiceToken;
import com.pulumi.planetscale.ServiceTokenArgs;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var pipeline = new ServiceToken("pipeline", ServiceTokenArgs.builder()
            .name("pipeline")
            .rotationTriggers(Map.of("quarter", "2026-Q4"))
            .build());

        var migration = new ServiceToken("migration", ServiceTokenArgs.builder()
            .name("migration")
            .ttlSeconds(86400)
            .build());

        ctx.export("id", pipeline.publicId());
        ctx.export("token", pipeline.token());
    }
}
