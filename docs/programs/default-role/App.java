package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.DefaultRole;
import com.pulumi.planetscale.DefaultRoleArgs;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var ledger = new Database("ledger", DatabaseArgs.builder()
            .name("ledger")
            .kind("postgresql")
            .clusterSize("PS_10_AWS_ARM")
            .build());

        var admin = new DefaultRole("admin", DefaultRoleArgs.builder()
            .database(ledger.name())
            .branch("main")
            .rotationTriggers(Map.of("year", "2026"))
            .build());

        ctx.export("username", admin.username());
        ctx.export("psql", admin.connectionStrings().applyValue(_connectionStrings -> _connectionStrings.psql()));
    }
}
