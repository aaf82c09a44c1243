package quickstart;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Branch;
import com.pulumi.planetscale.BranchArgs;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Password;
import com.pulumi.planetscale.PasswordArgs;

/** A database, a branch to develop on, and a password for an application. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    /** What the stack consists of. */
    public static void stack(Context context) {
        var shop =
                new Database("shop", DatabaseArgs.builder().clusterSize("PS_10").build());

        var dev = new Branch("dev", BranchArgs.builder().database(shop.name()).build());

        var app = new Password(
                "app",
                PasswordArgs.builder()
                        .database(shop.name())
                        .branch(dev.name())
                        .role("readwriter")
                        .build());

        context.export("host", app.accessHostUrl());
        context.export("username", app.username());
        context.export("databaseUrl", app.connectionStrings().applyValue(strings -> strings.prisma()));
    }
}
