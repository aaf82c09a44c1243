// Gen-programs writes the YAML examples as programs in other languages, with the generators that `pulumi convert` uses but
// without its language hosts, which come with release archives only.
//
//	gen-programs SCHEMA EXAMPLES FOLDER JAVA_HOST
//
// Each EXAMPLES/NAME/Pulumi.yaml becomes FOLDER/NAME with one file for each language, and hashes of what it was made from.
// JAVA_HOST is the command pulumi-language-java: the generator for Java is made for another version of Pulumi's packages than
// this program is, so it is asked over gRPC, as the engine does.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/blang/semver"
	"github.com/hashicorp/hcl/v2"
	yamlgen "github.com/pulumi/pulumi-yaml/pkg/pulumiyaml/codegen"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

type generator = func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error)

// The file that a generator writes, and what it is called here.
var languages = []struct {
	generate generator
	file     string
	name     string
}{
	{nodejs.GenerateProgram, "index.ts", "index.ts"},
	{python.GenerateProgram, "__main__.py", "__main__.py"},
	{gogen.GenerateProgram, "main.go", "main.go"},
}

func main() {
	if len(os.Args) != 5 {
		fail(errors.New("usage: gen-programs SCHEMA EXAMPLES FOLDER JAVA_HOST"))
	}
	pkg, err := load(os.Args[1])
	if err != nil {
		fail(err)
	}
	java, err := startJava(os.Args[4], only{pkg})
	if err != nil {
		fail(err)
	}
	defer java.stop()
	programs, err := filepath.Glob(filepath.Join(os.Args[2], "*", "Pulumi.yaml"))
	if err != nil {
		fail(err)
	}
	for _, program := range programs {
		if err := convert(os.Args[1], program, os.Args[3], java); err != nil {
			fail(fmt.Errorf("%s: %w", program, err))
		}
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "gen-programs:", err)
	os.Exit(1)
}

func convert(schemaFile, program, folder string, java *javaHost) error {
	text, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	if !strings.Contains(string(text), "runtime: yaml") {
		return nil
	}
	target := filepath.Join(folder, filepath.Base(filepath.Dir(program)))
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	for _, language := range languages {
		// Each generator changes the program that it is given, so each gets one of its own.
		pkg, err := load(schemaFile)
		if err != nil {
			return err
		}
		_, tree, err := yamlgen.Eject(filepath.Dir(program), only{pkg})
		if err != nil {
			return err
		}
		files, problems, err := language.generate(tree)
		if err != nil {
			return err
		}
		if problems.HasErrors() {
			return problems
		}
		if err := os.WriteFile(filepath.Join(target, language.name), mended(language.name, files[language.file], pkg), 0o644); err != nil {
			return err
		}
	}
	app, err := java.generate(filepath.Dir(program))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(target, "App.java"), mended("App.java", app, java.loader.pkg), 0o644); err != nil {
		return err
	}
	from, err := sources(text, schemaFile)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(target, "source.sha256"), []byte(from), 0o644)
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
	pkg, problems, err := schema.BindSpec(spec, only{}, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, problems
	}
	return pkg, nil
}

// A loader that knows one package.
type only struct{ pkg *schema.Package }

func (o only) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	if o.pkg == nil || o.pkg.Name != name {
		return nil, fmt.Errorf("package %s is not known here", name)
	}
	return o.pkg, nil
}

func (o only) LoadPackageV2(_ context.Context, descriptor *schema.PackageDescriptor) (*schema.Package, error) {
	return o.LoadPackage(descriptor.Name, descriptor.Version)
}

func (o only) LoadPackageReference(name string, version *semver.Version) (schema.PackageReference, error) {
	pkg, err := o.LoadPackage(name, version)
	if err != nil {
		return nil, err
	}
	return pkg.Reference(), nil
}

func (o only) LoadPackageReferenceV2(
	_ context.Context, descriptor *schema.PackageDescriptor,
) (schema.PackageReference, error) {
	return o.LoadPackageReference(descriptor.Name, descriptor.Version)
}
