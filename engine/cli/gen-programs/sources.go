package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	used      = regexp.MustCompile(`planetscale:(?:index:)?(\w+)`)
	reference = "#/types/"
)

// What a program was converted from, as `sha256sum` writes it: its text, and all that the schema says of the resources and
// functions that it uses, but for the words that describe them. PagesTest computes the same, and so notices a program that
// has to be converted anew.
func sources(program []byte, schemaFile string) (string, error) {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return "", err
	}
	reader := json.NewDecoder(bytes.NewReader(text))
	reader.UseNumber()
	var schema map[string]any
	if err := reader.Decode(&schema); err != nil {
		return "", fmt.Errorf("%s: %w", schemaFile, err)
	}
	return sum(program) + "  Pulumi.yaml\n" + sum([]byte(strings.Join(declared(program, schema), "\n"))) + "  schema.json\n", nil
}

func sum(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// A sorted line for each value in the declarations that a program uses, and in the types that those refer to.
func declared(program []byte, schema map[string]any) []string {
	var lines []string
	seen := map[string]bool{}
	var add func(place string, value any)
	visit := func(section, token string) {
		members, _ := schema[section].(map[string]any)
		if value, found := members[token]; found && !seen[section+token] {
			seen[section+token] = true
			add(section+"/"+token, value)
		}
	}
	add = func(place string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for name, member := range value {
				if _, words := member.(string); !words || name != "description" {
					add(place+"/"+name, member)
				}
			}
		case []any:
			for i, element := range value {
				add(place+"/"+strconv.Itoa(i), element)
			}
		default:
			lines = append(lines, fmt.Sprintf("%s = %v", place, value))
			if name, isText := value.(string); isText && strings.HasPrefix(name, reference) {
				visit("types", strings.TrimPrefix(name, reference))
			}
		}
	}
	for _, match := range used.FindAllSubmatch(program, -1) {
		visit("resources", "planetscale:index:"+string(match[1]))
		visit("functions", "planetscale:index:"+string(match[1]))
	}
	slices.Sort(lines)
	return lines
}
