// Gen-sdk writes the SDKs of a Pulumi package from its schema, with Pulumi's own generators but without a full
// installation of Pulumi: `pulumi package gen-sdk` needs the language host of each language, and those of Node.js,
// Python and Go come with release archives only.
//
//	gen-sdk SCHEMA FOLDER LANGUAGE...
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/blang/semver"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

type files = map[string][]byte

var generators = map[string]func(*schema.Package) (files, error){
	"go": func(pkg *schema.Package) (files, error) {
		return gogen.GeneratePackage("pulumi", pkg, nil)
	},
	"nodejs": func(pkg *schema.Package) (files, error) {
		return nodejs.GeneratePackage("pulumi", pkg, nil, nil, false, alone{})
	},
	"python": func(pkg *schema.Package) (files, error) {
		return python.GeneratePackage("pulumi", pkg, nil, alone{})
	},
}

func main() {
	if len(os.Args) < 4 {
		fail(errors.New("usage: gen-sdk SCHEMA FOLDER LANGUAGE..."))
	}
	for _, language := range os.Args[3:] {
		if err := generate(os.Args[1], filepath.Join(os.Args[2], language), language); err != nil {
			fail(err)
		}
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "gen-sdk:", err)
	os.Exit(1)
}

func generate(schemaFile, folder, language string) error {
	generator, known := generators[language]
	if !known {
		names := slices.Sorted(maps.Keys(generators))
		return fmt.Errorf("%q is not one of %s", language, strings.Join(names, ", "))
	}
	// Each generator changes the package that it is given, so each gets one of its own.
	pkg, err := load(schemaFile)
	if err != nil {
		return err
	}
	written, err := generator(pkg)
	if err != nil {
		return fmt.Errorf("generating for %s: %w", language, err)
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

func load(file string) (*schema.Package, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	pkg, problems, err := schema.BindSpec(spec, alone{}, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, problems
	}
	return pkg, nil
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
