import pulumi
import pulumi_planetscale as planetscale

organization_var = planetscale.get_organization()
regions = planetscale.get_regions(kind=planetscale.GetRegionsKind.MYSQL)
sizes = planetscale.get_cluster_sizes(region="us-west",
    enabled_only=True)
organizations_var = planetscale.get_organizations()
shop = planetscale.Database("shop",
    name="shop",
    region="us-west",
    cluster_size="PS_10")
schema = planetscale.get_branch_schema_output(database=shop.public_id,
    branch="main")
lint = planetscale.get_branch_schema_lint_output(database=shop.public_id,
    branch="main")
pulumi.export("organizations", organizations_var.organizations)
pulumi.export("plan", organization_var.plan)
pulumi.export("defaultRegion", regions.default_region)
pulumi.export("smallestSize", sizes.cluster_sizes[0].name)
pulumi.export("smallestPrice", sizes.cluster_sizes[0].rate)
pulumi.export("tables", schema.tables)
pulumi.export("lintErrors", lint.errors)
