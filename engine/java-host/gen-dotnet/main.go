// Gen-dotnet writes the .NET SDK of a Pulumi package from its schema, with Pulumi's own generator. That generator left
// the engine's modules for the language host of .NET, which no module has; the modules of Java's host are old enough to
// hold it. See also ../../cli/gen-sdk, for the other languages.
//
//	gen-dotnet SCHEMA LOGO FOLDER
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func main() {
	if len(os.Args) != 4 {
		fail(errors.New("usage: gen-dotnet SCHEMA LOGO FOLDER"))
	}
	if err := generate(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "gen-dotnet:", err)
	os.Exit(1)
}

func generate(schemaFile, logoFile, folder string) error {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return fmt.Errorf("%s: %w", schemaFile, err)
	}
	if spec.LogoURL, err = address(logoFile); err != nil {
		return err
	}
	pkg, problems, err := schema.BindSpec(spec, alone{}, schema.ValidationOptions{})
	if err != nil {
		return err
	}
	if problems.HasErrors() {
		return problems
	}
	written, err := dotnet.GeneratePackage("pulumi", pkg, nil, nil)
	if err != nil {
		return err
	}
	for name, content := range written {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// The generator gets the logo from its address in the schema, and an SDK is made without the network: the address of a
// file does, once Go's own client knows such addresses.
func address(file string) (string, error) {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	transport, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return "", errors.New("Go's own HTTP client takes no other kinds of addresses")
	}
	transport.RegisterProtocol("file", http.NewFileTransport(http.Dir("/")))
	return "file://" + absolute, nil
}

// A loader for a package that refers to no other package.
type alone struct{}

var errAlone = errors.New("the schema refers to another package, and this generator loads none")

func (alone) LoadPackage(string, *semver.Version) (*schema.Package, error) { return nil, errAlone }

func (alone) LoadPackageV2(context.Context, *schema.PackageDescriptor) (*schema.Package, error) {
	return nil, errAlone
}

func (alone) LoadPackageReference(string, *semver.Version) (schema.PackageReference, error) {
	return nil, errAlone
}

func (alone) LoadPackageReferenceV2(
	context.Context, *schema.PackageDescriptor,
) (schema.PackageReference, error) {
	return nil, errAlone
}
