package main

import (
	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		organizationVar, err := planetscale.GetOrganization(ctx, &planetscale.GetOrganizationArgs{}, nil)
		if err != nil {
			return err
		}
		regions, err := planetscale.GetRegions(ctx, &planetscale.GetRegionsArgs{
			Kind: pulumi.StringRef("mysql"),
		}, nil)
		if err != nil {
			return err
		}
		sizes, err := planetscale.GetClusterSizes(ctx, &planetscale.GetClusterSizesArgs{
			Region:      pulumi.StringRef("us-west"),
			EnabledOnly: pulumi.BoolRef(true),
		}, nil)
		if err != nil {
			return err
		}
		organizationsVar, err := planetscale.GetOrganizations(ctx, &planetscale.GetOrganizationsArgs{}, nil)
		if err != nil {
			return err
		}
		shop, err := planetscale.NewDatabase(ctx, "shop", &planetscale.DatabaseArgs{
			Name:        pulumi.String("shop"),
			Region:      pulumi.String("us-west"),
			ClusterSize: pulumi.String("PS_10"),
		})
		if err != nil {
			return err
		}
		schema := planetscale.GetBranchSchemaOutput(ctx, planetscale.GetBranchSchemaOutputArgs{
			Database: shop.PublicId,
			Branch:   pulumi.String("main"),
		}, nil)
		lint := planetscale.GetBranchSchemaLintOutput(ctx, planetscale.GetBranchSchemaLintOutputArgs{
			Database: shop.PublicId,
			Branch:   pulumi.String("main"),
		}, nil)
		ctx.Export("organizations", pulumi.Any(organizationsVar.Organizations))
		ctx.Export("plan", pulumi.Any(organizationVar.Plan))
		ctx.Export("defaultRegion", pulumi.Any(regions.DefaultRegion))
		ctx.Export("smallestSize", pulumi.Any(sizes.ClusterSizes[0].Name))
		ctx.Export("smallestPrice", pulumi.Any(sizes.ClusterSizes[0].Rate))
		ctx.Export("tables", schema.Tables())
		ctx.Export("lintErrors", lint.Errors())
		return nil
	})
}
