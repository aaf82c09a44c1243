import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop",
    name="shop",
    cluster_size="PS_10")
main = planetscale.Branch("main",
    database=shop.name,
    name="main",
    safe_migrations=True)
dev = planetscale.Branch("dev",
    database=shop.name,
    name="dev",
    parent_branch=main.name)
change = planetscale.DeployRequest("change",
    database=shop.name,
    branch=dev.name,
    into_branch=main.name,
    notes="Opened by the release pipeline.",
    stage=planetscale.DeployRequestStage.DEPLOYED,
    at_gate=planetscale.DeployRequestAtGate.FAIL,
    destructive=planetscale.DeployRequestDestructive.REFUSE)
app = planetscale.Password("app",
    database=shop.name,
    branch=main.name,
    role=planetscale.PasswordRole.READWRITER,
    rotation_triggers={
        "schema": change.schema_revision.apply(lambda schema_revision: f"revision {schema_revision}"),
    })
pulumi.export("verdict", change.verdict)
pulumi.export("gates", change.gates)
pulumi.export("reviewAt", change.html_url)
