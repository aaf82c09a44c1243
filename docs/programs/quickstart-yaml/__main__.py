import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop", cluster_size="PS_10")
dev = planetscale.Branch("dev", database=shop.name)
app = planetscale.Password("app",
    database=shop.name,
    branch=dev.name,
    role=planetscale.PasswordRole.READWRITER)
pulumi.export("host", app.access_host_url)
pulumi.export("username", app.username)
pulumi.export("databaseUrl", app.connection_strings.prisma)
