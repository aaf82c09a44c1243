package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// What the generators of these versions write that does not compile, and how it must be written instead. The programs are
// compiled afterwards, so a fault that is not here is noticed.
func mended(name string, program []byte, pkg *schema.Package) []byte {
	switch name {
	case "App.java":
		return []byte(tidy(importInputs(useGet(string(program)))))
	case "main.go":
		return []byte(useAny(useStrings(useFields(string(program)), pkg)))
	default:
		return program
	}
}

var javaIndex = regexp.MustCompile(`\(\)\[(\d+)\]`)

// Java: an element of a list is written as that of an array.
func useGet(program string) string {
	return javaIndex.ReplaceAllString(program, "().get($1)")
}

var (
	javaBuilder = regexp.MustCompile(`\b(\w+Args)\.builder\(\)`)
	javaImport  = regexp.MustCompile(`(?m)^import ([\w.]+);$`)
)

// Java: an object within an object is not imported. All such objects are in the package `inputs`.
func importInputs(program string) string {
	imported := map[string]bool{}
	for _, line := range javaImport.FindAllStringSubmatch(program, -1) {
		imported[line[1][strings.LastIndex(line[1], ".")+1:]] = true
	}
	var missing []string
	for _, call := range javaBuilder.FindAllStringSubmatch(program, -1) {
		line := "import com.pulumi.planetscale.inputs." + call[1] + ";\n"
		if !imported[call[1]] && !slices.Contains(missing, line) {
			missing = append(missing, line)
		}
	}
	return strings.Replace(program, "import java.util.List;\n", strings.Join(missing, "")+"import java.util.List;\n", 1)
}

var blanks = regexp.MustCompile(`(?m)[ \t]+$`)

// Java: all that a program might need is imported, and lists begin with blanks at the end of a line.
func tidy(program string) string {
	for _, line := range javaImport.FindAllStringSubmatch(program, -1) {
		name := line[1][strings.LastIndex(line[1], ".")+1:]
		if len(regexp.MustCompile(`\b`+name+`\b`).FindAllString(program, 2)) == 1 {
			program = strings.Replace(program, line[0]+"\n", "", 1)
		}
	}
	return blanks.ReplaceAllString(program, "")
}

var goField = regexp.MustCompile(
	`(\w+)\.ApplyT\(func\(\w+ planetscale\.\w+\) \([^)]*, error\) \{\s*return \w+\.(\w+)\.\([^)]*\), nil\s*\}\)\.\(pulumi\.ArrayOutput\)`)

// Go: a list in the result of a function is taken for one of any type. The result has a method for each of its fields.
func useFields(program string) string {
	return goField.ReplaceAllString(program, "$1.$2()")
}

var goCall = regexp.MustCompile(`(?s)&planetscale\.Get\w+Args\{.*?\n\t\t\}`)

// Go: a value of an enumeration is written as its constant, where the arguments of a function take a string.
func useStrings(program string, pkg *schema.Package) string {
	var names []string
	for _, each := range pkg.Types {
		if enum, is := each.(*schema.EnumType); is {
			kind := enum.Token[strings.LastIndex(enum.Token, ":")+1:]
			for _, value := range enum.Elements {
				names = append(names, "planetscale."+kind+value.Name, fmt.Sprintf("pulumi.StringRef(%q)", value.Value))
			}
		}
	}
	return goCall.ReplaceAllStringFunc(program, strings.NewReplacer(names...).Replace)
}

var goResult = regexp.MustCompile(`(\w+), err := planetscale\.Get\w+\(ctx`)

// Go: an export takes an output or an input, and not what a function has returned at once.
func useAny(program string) string {
	for _, call := range goResult.FindAllStringSubmatch(program, -1) {
		export := regexp.MustCompile(`(?m)(ctx\.Export\("[^"]+", )(` + call[1] + `\..*)\)$`)
		program = export.ReplaceAllString(program, "${1}pulumi.Any($2))")
	}
	return program
}
