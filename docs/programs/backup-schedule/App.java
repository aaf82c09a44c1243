package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.BackupSchedule;
import com.pulumi.planetscale.BackupScheduleArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var shop = new Database("shop", DatabaseArgs.builder()
            .name("shop")
            .clusterSize("PS_10")
            .build());

        var included = new BackupSchedule("included", BackupScheduleArgs.builder()
            .database(shop.name())
            .target("production")
            .required(true)
            .build());

        var frequent = new BackupSchedule("frequent", BackupScheduleArgs.builder()
            .database(shop.name())
            .target("production")
            .name("every six hours")
            .frequencyValue(6)
            .frequencyUnit("hour")
            .scheduleTime("00:30")
            .retentionValue(4)
            .retentionUnit("day")
            .build());

        var archive = new BackupSchedule("archive", BackupScheduleArgs.builder()
            .database(shop.name())
            .target("production")
            .name("archive")
            .frequencyValue(1)
            .frequencyUnit("month")
            .scheduleWeek(0)
            .scheduleDay(0)
            .scheduleTime("03:00")
            .retentionValue(1)
            .retentionUnit("year")
            .build());

        var experiments = new BackupSchedule("experiments", BackupScheduleArgs.builder()
            .database(shop.name())
            .target("development")
            .frequencyValue(1)
            .frequencyUnit("day")
            .scheduleTime("22:00")
            .retentionValue(1)
            .retentionUnit("week")
            .build());

    }
}
