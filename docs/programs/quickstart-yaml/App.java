package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Branch;
import com.pulumi.planetscale.BranchArgs;
import com.pulumi.planetscale.Password;
import com.pulumi.planetscale.PasswordArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var shop = new Database("shop", DatabaseArgs.builder()
            .clusterSize("PS_10")
            .build());

        var dev = new Branch("dev", BranchArgs.builder()
            .database(shop.name())
            .build());

        var app = new Password("app", PasswordArgs.builder()
            .database(shop.name())
            .branch(dev.name())
            .role("readwriter")
            .build());

        ctx.export("host", app.accessHostUrl());
        ctx.export("username", app.username());
        ctx.export("databaseUrl", app.connectionStrings().applyValue(_connectionStrings -> _connectionStrings.prisma()));
    }
}
