package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Role;
import com.pulumi.planetscale.RoleArgs;
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

        var migrations = new Role("migrations", RoleArgs.builder()
            .database(ledger.name())
            .branch("main")
            .name("migrations")
            .inheritedRoles("postgres")
            .rotationTriggers(Map.of("quarter", "2026-Q4"))
            .build());

        var app = new Role("app", RoleArgs.builder()
            .database(ledger.name())
            .branch("main")
            .name("app")
            .inheritedRoles(
                "pg_read_all_data",
                "pg_write_all_data")
            .requireWhereOnDelete("on")
            .requireWhereOnUpdate("warn")
            .successor(migrations.username())
            .build());

        var reports = new Role("reports", RoleArgs.builder()
            .database(ledger.name())
            .branch("main")
            .inheritedRoles("pg_read_all_data")
            .ttlSeconds(2592000)
            .renewBeforeSeconds(604800)
            .build());

        ctx.export("host", app.accessHostUrl());
        ctx.export("username", app.username());
        ctx.export("password", app.password());
        ctx.export("databaseUrl", app.connectionStrings().applyValue(_connectionStrings -> _connectionStrings.pooled()));
        ctx.export("reportsUrl", reports.connectionStrings().applyValue(_connectionStrings -> _connectionStrings.replica()));
    }
}
