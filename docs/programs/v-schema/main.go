package main

import (
	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		shop, err := planetscale.NewDatabase(ctx, "shop", &planetscale.DatabaseArgs{
			Name:        pulumi.String("shop"),
			ClusterSize: pulumi.String("PS_10"),
		})
		if err != nil {
			return err
		}
		orders, err := planetscale.NewKeyspace(ctx, "orders", &planetscale.KeyspaceArgs{
			Database:    shop.Name,
			Branch:      pulumi.String("main"),
			Name:        pulumi.String("orders"),
			ClusterSize: pulumi.String("PS_10"),
			Shards:      pulumi.Int(2),
		})
		if err != nil {
			return err
		}
		ordersVschema, err := planetscale.NewVSchema(ctx, "ordersVSchema", &planetscale.VSchemaArgs{
			Database: shop.Name,
			Branch:   pulumi.String("main"),
			Keyspace: orders.Name,
			Vschema: pulumi.String(`{
  "sharded": true,
  "vindexes": { "hash": { "type": "hash" } },
  "tables": { "orders": { "column_vindexes": [{ "column": "id", "name": "hash" }] } }
}
`),
		})
		if err != nil {
			return err
		}
		ctx.Export("vschema", ordersVschema.Raw)
		return nil
	})
}
