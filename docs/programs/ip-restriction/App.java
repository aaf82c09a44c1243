package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Role;
import com.pulumi.planetscale.RoleArgs;
import com.pulumi.planetscale.IpRestriction;
import com.pulumi.planetscale.IpRestrictionArgs;

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

        var app = new Role("app", RoleArgs.builder()
            .database(ledger.name())
            .branch("main")
            .name("app")
            .inheritedRoles(
                "pg_read_all_data",
                "pg_write_all_data")
            .build());

        var office = new IpRestriction("office", IpRestrictionArgs.builder()
            .database(ledger.name())
            .cidrs("203.0.113.0/24")
            .description("Office")
            .build());

        var servers = new IpRestriction("servers", IpRestrictionArgs.builder()
            .database(ledger.name())
            .role(app.baseUsername())
            .cidrs(
                "198.51.100.7/32",
                "198.51.100.8/32")
            .build());

        ctx.export("officeRule", office.publicId());
    }
}
