package com.pulumi.planetscale.emulator;

import com.pulumi.planetscale.emulator.account.OrganizationKind;
import com.pulumi.planetscale.emulator.account.ServiceTokenKind;
import com.pulumi.planetscale.emulator.account.TokenAccessKind;
import com.pulumi.planetscale.emulator.backup.BackupKind;
import com.pulumi.planetscale.emulator.backup.BackupPolicyKind;
import com.pulumi.planetscale.emulator.branch.BranchKind;
import com.pulumi.planetscale.emulator.branch.PromotionKind;
import com.pulumi.planetscale.emulator.branch.SafeMigrationKind;
import com.pulumi.planetscale.emulator.credential.PasswordKind;
import com.pulumi.planetscale.emulator.credential.RoleKind;
import com.pulumi.planetscale.emulator.database.DatabaseKind;
import com.pulumi.planetscale.emulator.database.MaintenanceScheduleKind;
import com.pulumi.planetscale.emulator.deploy.DeployRequestKind;
import com.pulumi.planetscale.emulator.deploy.DeploymentKind;
import com.pulumi.planetscale.emulator.deploy.ThrottlerKind;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.NotEmulated;
import com.pulumi.planetscale.emulator.network.BouncerKind;
import com.pulumi.planetscale.emulator.network.IpRestrictionKind;
import com.pulumi.planetscale.emulator.network.ReadReplicaKind;
import com.pulumi.planetscale.emulator.offer.RegionKind;
import com.pulumi.planetscale.emulator.offer.SizeKind;
import com.pulumi.planetscale.emulator.people.MemberKind;
import com.pulumi.planetscale.emulator.people.TeamKind;
import com.pulumi.planetscale.emulator.postgres.ClusterChangeKind;
import com.pulumi.planetscale.emulator.postgres.ParameterKind;
import com.pulumi.planetscale.emulator.postgres.SwitchoverKind;
import com.pulumi.planetscale.emulator.schema.SchemaKind;
import com.pulumi.planetscale.emulator.traffic.TrafficKind;
import com.pulumi.planetscale.emulator.vitess.ConfigChangeKind;
import com.pulumi.planetscale.emulator.vitess.KeyspaceKind;
import com.pulumi.planetscale.emulator.vitess.KeyspaceResizeKind;
import com.pulumi.planetscale.emulator.vitess.ReadOnlyRegionKind;
import com.pulumi.planetscale.emulator.vitess.VSchemaKind;
import com.pulumi.planetscale.emulator.vitess.VtgateResizeKind;
import com.pulumi.planetscale.emulator.webhook.WebhookKind;
import java.util.List;
import java.util.function.Consumer;

/// All kinds. A new one is one more line.
public final class Kinds {
    private Kinds() {}

    /// The kinds in the order in which they are declared.
    ///
    /// @param log receives a line when an operation is called that is not emulated
    public static List<Kind> all(Consumer<String> log) {
        return List.of(
                new OrganizationKind(),
                new RegionKind(),
                new SizeKind(),
                new ServiceTokenKind(),
                new TokenAccessKind(),
                new MemberKind(),
                new TeamKind(),
                new DatabaseKind(),
                new BranchKind(),
                new PromotionKind(),
                new SafeMigrationKind(),
                new SchemaKind(),
                new KeyspaceKind(),
                new KeyspaceResizeKind(),
                new VSchemaKind(),
                new ReadOnlyRegionKind(),
                new ConfigChangeKind(),
                new VtgateResizeKind(),
                new ClusterChangeKind(),
                new SwitchoverKind(),
                new ParameterKind(),
                new PasswordKind(),
                new RoleKind(),
                new IpRestrictionKind(),
                new BouncerKind(),
                new ReadReplicaKind(),
                new TrafficKind(),
                new BackupKind(),
                new BackupPolicyKind(),
                new WebhookKind(),
                new MaintenanceScheduleKind(),
                new DeployRequestKind(),
                new DeploymentKind(),
                new ThrottlerKind(),
                new NotEmulated(log));
    }
}
