// Provisions a shop and a ledger with Pulumi's Automation API and checks what a program gets: every connection string,
// lists and the gates of a schema change. A second `up` changes nothing.
//
// Takes the provider's settings from the environment (PLANETSCALE_ORGANIZATION and so on), and Pulumi's (PULUMI_HOME,
// PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE).
package main

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"

	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optrefresh"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func program(ctx *pulumi.Context) error {
	shop, err := planetscale.NewDatabase(ctx, "shop", &planetscale.DatabaseArgs{
		Name:        pulumi.String("shop"),
		ClusterSize: pulumi.String("PS_10"),
	})
	if err != nil {
		return err
	}
	main, err := planetscale.NewBranch(ctx, "main", &planetscale.BranchArgs{
		Database:       shop.Name,
		Name:           pulumi.String("main"),
		SafeMigrations: pulumi.Bool(true),
	})
	if err != nil {
		return err
	}
	dev, err := planetscale.NewBranch(ctx, "dev", &planetscale.BranchArgs{
		Database:     shop.Name,
		Name:         pulumi.String("dev"),
		ParentBranch: main.Name,
	})
	if err != nil {
		return err
	}
	app, err := planetscale.NewPassword(ctx, "app", &planetscale.PasswordArgs{
		Database: shop.Name,
		Branch:   dev.Name,
		Role:     pulumi.String(planetscale.PasswordRoleReadwriter),
	})
	if err != nil {
		return err
	}
	change, err := planetscale.NewDeployRequest(ctx, "change", &planetscale.DeployRequestArgs{
		Database:   shop.Name,
		Branch:     dev.Name,
		IntoBranch: main.Name,
	})
	if err != nil {
		return err
	}
	ledger, err := planetscale.NewDatabase(ctx, "ledger", &planetscale.DatabaseArgs{
		Name:        pulumi.String("ledger"),
		Kind:        pulumi.String(planetscale.DatabaseKindPostgresql),
		ClusterSize: pulumi.String("PS_10_AWS_ARM"),
	})
	if err != nil {
		return err
	}
	reports, err := planetscale.NewRole(ctx, "reports", &planetscale.RoleArgs{
		Database:       ledger.Name,
		Branch:         pulumi.String("main"),
		InheritedRoles: pulumi.StringArray{pulumi.String("pg_read_all_data")},
	})
	if err != nil {
		return err
	}
	// By an id that `dev` returns, so that the list has it.
	branches := planetscale.GetBranchesOutput(ctx, planetscale.GetBranchesOutputArgs{Database: dev.DatabaseId})

	ctx.Export("username", app.Username)
	ctx.Export("host", app.AccessHostUrl)
	ctx.Export("password", app.PlainText)
	ctx.Export("strings", app.ConnectionStrings)
	ctx.Export("roleUsername", reports.Username)
	ctx.Export("roleHost", reports.AccessHostUrl)
	ctx.Export("rolePassword", reports.Password)
	ctx.Export("roleStrings", reports.ConnectionStrings)
	ctx.Export("cidrs", app.Cidrs)
	ctx.Export("inheritedRoles", reports.InheritedRoles)
	ctx.Export("verdict", change.Verdict)
	ctx.Export("gates", change.Gates.ApplyT(func(gates []planetscale.DeployRequestGate) []string {
		var names []string
		for _, gate := range gates {
			names = append(names, gate.Name)
		}
		return names
	}))
	ctx.Export("branches", branches.Branches().ApplyT(func(branches []planetscale.GetBranchesBranch) []string {
		var names []string
		for _, branch := range branches {
			names = append(names, branch.Name)
		}
		sort.Strings(names)
		return names
	}))
	return nil
}

// Checks every connection string: that it is secret, and that it holds who connects, where and by which password.
func checkStrings(outputs auto.OutputMap, name, user, password, host string) error {
	all, ok := outputs[name].Value.(map[string]any)
	if !ok || len(all) == 0 {
		return fmt.Errorf("%s is not an object", name)
	}
	if !outputs[name].Secret {
		return fmt.Errorf("%s is not secret", name)
	}
	for kind, value := range all {
		text, ok := value.(string)
		if !ok {
			return fmt.Errorf("%s.%s is not a string", name, kind)
		}
		for _, part := range []string{user, password, host} {
			if part == "" || !strings.Contains(text, part) {
				return fmt.Errorf("%s.%s lacks the user, the password or the host", name, kind)
			}
		}
	}
	return nil
}

func check(outputs auto.OutputMap) error {
	text := func(name string) string {
		value, _ := outputs[name].Value.(string)
		return value
	}
	if err := checkStrings(outputs, "strings", text("username"), text("password"), text("host")); err != nil {
		return err
	}
	// A user name with a dot in it is the same in every form.
	err := checkStrings(outputs, "roleStrings", text("roleUsername"), text("rolePassword"), text("roleHost"))
	if err != nil {
		return err
	}
	for name, wanted := range map[string]any{
		"cidrs":          []any{},
		"inheritedRoles": []any{"pg_read_all_data"},
		"branches":       []any{"dev", "main"},
		"verdict":        "noChanges",
	} {
		if !reflect.DeepEqual(outputs[name].Value, wanted) {
			return fmt.Errorf("%s is %v, not %v", name, outputs[name].Value, wanted)
		}
	}
	if gates, ok := outputs["gates"].Value.([]any); !ok || len(gates) == 0 {
		return fmt.Errorf("there are no gates")
	}
	return nil
}

func run(ctx context.Context) (err error) {
	stack, err := auto.UpsertStackInlineSource(ctx, "it", "automation-go", program)
	if err != nil {
		return err
	}
	defer func() {
		if _, failure := stack.Destroy(ctx); err == nil {
			err = failure
		}
	}()
	if _, err := stack.Preview(ctx); err != nil {
		return err
	}
	first, err := stack.Up(ctx)
	if err != nil {
		return err
	}
	if err := check(first.Outputs); err != nil {
		return err
	}
	second, err := stack.Up(ctx, optup.ExpectNoChanges())
	if err != nil {
		return err
	}
	if err := check(second.Outputs); err != nil {
		return err
	}
	_, err = stack.Refresh(ctx, optrefresh.ExpectNoChanges())
	return err
}

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("1 passed, 0 failed")
}
