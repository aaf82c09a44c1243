import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop",
    name="shop",
    cluster_size="PS_10")
before_migration = planetscale.Backup("beforeMigration",
    database=shop.name,
    branch="main",
    name="before-migration-42",
    retention_value=2,
    retention_unit=planetscale.BackupRetentionUnit.WEEK)
rehearsal = planetscale.Branch("rehearsal",
    database=shop.name,
    name="rehearsal",
    parent_branch="main",
    backup_id=before_migration.public_id,
    cluster_size="PS_10")
pulumi.export("keptUntil", before_migration.expires_at)
