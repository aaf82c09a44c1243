package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.DedicatedReadReplica;
import com.pulumi.planetscale.DedicatedReadReplicaArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var ledger = new Database("ledger", DatabaseArgs.builder()
            .name("ledger")
            .kind("postgresql")
            .region("us-east")
            .clusterSize("PS_10_AWS_ARM")
            .build());

        var europe = new DedicatedReadReplica("europe", DedicatedReadReplicaArgs.builder()
            .database(ledger.name())
            .branch("main")
            .name("europe")
            .region("eu-west")
            .replicas(2)
            .build());

        ctx.export("host", europe.accessHostUrl());
    }
}
