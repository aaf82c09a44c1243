package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Password;
import com.pulumi.planetscale.PasswordArgs;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var shop = new Database("shop", DatabaseArgs.builder()
            .name("shop")
            .clusterSize("PS_10")
            .build());

        var app = new Password("app", PasswordArgs.builder()
            .database(shop.name())
            .branch("main")
            .name("app")
            .role("readwriter")
            .cidrs(
                "203.0.113.0/24",
                "198.51.100.7")
            .rotationTriggers(Map.of("quarter", "2026-Q4"))
            .build());

        var migrations = new Password("migrations", PasswordArgs.builder()
            .database(shop.name())
            .branch("main")
            .role("admin")
            .ttlSeconds(2592000)
            .renewBeforeSeconds(604800)
            .build());

        var reports = new Password("reports", PasswordArgs.builder()
            .database(shop.name())
            .branch("main")
            .name("reports")
            .role("reader")
            .replica(true)
            .build());

        ctx.export("host", app.accessHostUrl());
        ctx.export("username", app.username());
        ctx.export("password", app.plainText());
        ctx.export("jdbc", app.connectionStrings().applyValue(_connectionStrings -> _connectionStrings.jdbc()));
    }
}
