import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop",
    name="shop",
    cluster_size="PS_10")
pipeline = planetscale.ServiceToken("pipeline", name="pipeline")
pipeline_on_shop = planetscale.ServiceTokenAccess("pipelineOnShop",
    service_token=pipeline.public_id,
    database=shop.name,
    accesses=[
        "read_branch",
        "create_branch",
        "delete_branch",
        "create_deploy_request",
        "read_deploy_request",
    ])
pipeline_on_organization = planetscale.ServiceTokenAccess("pipelineOnOrganization",
    service_token=pipeline.public_id,
    accesses=["read_organization"])
pulumi.export("id", pipeline.public_id)
pulumi.export("token", pipeline.token)
