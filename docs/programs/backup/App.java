package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Backup;
import com.pulumi.planetscale.BackupArgs;
import com.pulumi.planetscale.Branch;
import com.pulumi.planetscale.BranchArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var shop = new Database("shop", DatabaseArgs.builder()
            .name("shop")
            .clusterSize("PS_10")
            .build());

        var beforeMigration = new Backup("beforeMigration", BackupArgs.builder()
            .database(shop.name())
            .branch("main")
            .name("before-migration-42")
            .retentionValue(2)
            .retentionUnit("week")
            .build());

        var rehearsal = new Branch("rehearsal", BranchArgs.builder()
            .database(shop.name())
            .name("rehearsal")
            .parentBranch("main")
            .backupId(beforeMigration.publicId())
            .clusterSize("PS_10")
            .build());

        ctx.export("keptUntil", beforeMigration.expiresAt());
    }
}
