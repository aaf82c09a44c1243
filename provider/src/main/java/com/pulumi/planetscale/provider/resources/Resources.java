package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Memory;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.SharedReads;
import com.pulumi.planetscale.provider.resource.Writes;
import com.pulumi.planetscale.provider.resources.account.OrganizationLookup;
import com.pulumi.planetscale.provider.resources.account.OrganizationsLookup;
import com.pulumi.planetscale.provider.resources.account.TokenAccount;
import com.pulumi.planetscale.provider.resources.account.TokenScope;
import com.pulumi.planetscale.provider.resources.backup.BackupResource;
import com.pulumi.planetscale.provider.resources.backup.BackupScheduleResource;
import com.pulumi.planetscale.provider.resources.branch.BranchResource;
import com.pulumi.planetscale.provider.resources.cluster.ClusterSizesLookup;
import com.pulumi.planetscale.provider.resources.cluster.Costs;
import com.pulumi.planetscale.provider.resources.cluster.MaintenanceSchedulesLookup;
import com.pulumi.planetscale.provider.resources.cluster.Offers;
import com.pulumi.planetscale.provider.resources.cluster.PostgresLookups;
import com.pulumi.planetscale.provider.resources.cluster.RegionsLookup;
import com.pulumi.planetscale.provider.resources.cluster.SizeList;
import com.pulumi.planetscale.provider.resources.cluster.Sizing;
import com.pulumi.planetscale.provider.resources.credential.DefaultRoleResource;
import com.pulumi.planetscale.provider.resources.credential.PasswordResource;
import com.pulumi.planetscale.provider.resources.credential.RoleResource;
import com.pulumi.planetscale.provider.resources.credential.ServiceTokenAccessResource;
import com.pulumi.planetscale.provider.resources.credential.ServiceTokenResource;
import com.pulumi.planetscale.provider.resources.database.DatabaseResource;
import com.pulumi.planetscale.provider.resources.deploy.DeployQueueLookup;
import com.pulumi.planetscale.provider.resources.deploy.DeployRequestResource;
import com.pulumi.planetscale.provider.resources.keyspace.KeyspaceResource;
import com.pulumi.planetscale.provider.resources.keyspace.VSchemaResource;
import com.pulumi.planetscale.provider.resources.making.LeftOvers;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.network.BouncerResource;
import com.pulumi.planetscale.provider.resources.network.DedicatedReadReplicaResource;
import com.pulumi.planetscale.provider.resources.network.IpRestrictionResource;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.people.OrganizationMemberResource;
import com.pulumi.planetscale.provider.resources.people.TeamMemberResource;
import com.pulumi.planetscale.provider.resources.people.TeamResource;
import com.pulumi.planetscale.provider.resources.schema.BranchSchemaLintLookup;
import com.pulumi.planetscale.provider.resources.schema.BranchSchemaLookup;
import com.pulumi.planetscale.provider.resources.schema.SchemaDiffLookup;
import com.pulumi.planetscale.provider.resources.traffic.TrafficBudgetResource;
import com.pulumi.planetscale.provider.resources.traffic.TrafficRuleResource;
import com.pulumi.planetscale.provider.resources.webhook.WebhookResource;
import java.util.List;

/// All kinds of objects and all functions of the provider.
public final class Resources {
    private Resources() {}

    /// Every kind, in the order in which users meet them.
    ///
    /// @param shared what is read in the run
    /// @param notes what this machine knows of requests that make something
    public static List<Resource> all(Api api, Siblings shared, Notes notes) {
        var directory = new Directory(api, shared);
        var sizing = new Sizing(api);
        var sizes = new SizeList(api);
        var costs = new Costs(api, sizes);
        var offers = new Offers(api, sizes);
        return List.of(
                new DatabaseResource(api, shared, directory, notes, sizing, costs, offers),
                new BranchResource(api, shared, directory, notes, sizing, costs, offers),
                new KeyspaceResource(api, shared, directory, notes, sizing, costs, offers),
                new VSchemaResource(api, directory),
                new PasswordResource(api, shared, directory, notes),
                new RoleResource(api, shared, directory, notes),
                new DefaultRoleResource(api, shared, directory),
                new BouncerResource(api, shared, directory, notes),
                new DedicatedReadReplicaResource(api, shared, directory, notes, offers),
                new IpRestrictionResource(api, shared, directory, notes),
                new TrafficBudgetResource(api, shared, directory, notes),
                new TrafficRuleResource(api, shared, directory, notes),
                new DeployRequestResource(api, shared, directory, notes),
                new WebhookResource(api, shared, directory, notes),
                new BackupScheduleResource(api, shared, directory, notes),
                new BackupResource(api, shared, directory, notes),
                new ServiceTokenResource(api, shared, notes),
                new ServiceTokenAccessResource(api, shared, directory),
                new TeamResource(api, shared, notes),
                new TeamMemberResource(api, shared, notes),
                new OrganizationMemberResource(api, shared));
    }

    /// The functions that belong to no kind.
    public static List<Lookup> lookups(Api api) {
        return List.of(
                new OrganizationLookup(api),
                OrganizationsLookup.in(api),
                new RegionsLookup(api),
                new ClusterSizesLookup(new SizeList(api)),
                new BranchSchemaLookup(api),
                new BranchSchemaLintLookup(api),
                SchemaDiffLookup.in(api),
                PostgresLookups.parameters(api),
                PostgresLookups.extensions(api),
                MaintenanceSchedulesLookup.in(api),
                DeployQueueLookup.in(api));
    }

    /// What this machine remembers of interrupted runs.
    public static Memory memory(Api api, Notes notes) {
        return new LeftOvers(api, notes);
    }

    /// Hands on what a client has to tell. It knows of no operations, but whatever it does is a part of one.
    public static Api.Listener listener() {
        return new Api.Listener() {
            @Override
            public void waiting(String line) {
                Operation.current().ifPresent(operation -> operation.status(line));
            }

            @Override
            public void changing() {
                Writes.note();
            }
        };
    }

    /// What can be known of the account that the service token belongs to.
    public static Account account(Api api, Siblings shared) {
        return new TokenAccount(new TokenScope(api), new Directory(api, shared));
    }

    /// What one run reads in common.
    public static Siblings shared(Api api) {
        return new Siblings(api, SharedReads::areAllowed);
    }
}
