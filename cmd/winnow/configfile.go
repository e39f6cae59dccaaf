package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v4"

	"winnow/pipeline/yamlplace"
)

// maxConfigBytes is the largest size of a configuration file. A list of inputs
// that needs more belongs in a file for --files-from.
const maxConfigBytes = 1 << 20

// readConfig reads a configuration file. An unknown key is an error that names
// its line and the key that was probably meant.
func readConfig(ctx context.Context, flags *pflag.FlagSet, name string, settings map[string]setting) (inputs []string, err error) {
	root, err := parseConfig(ctx, name)
	if err != nil || root == nil {
		return nil, err
	}
	if root.Kind != yaml.MappingNode {
		return nil, usagef("%s:%d: want one list of keys and values", name, root.Line)
	}
	var errs []error
	lines := map[string]int{} // where a key was given
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, at := root.Content[i].Value, fmt.Sprintf("%s:%d", name, root.Content[i].Line)
		values, err := valuesOf(root.Content[i+1])
		switch f := flags.Lookup(key); {
		case root.Content[i].Kind != yaml.ScalarNode:
			errs = append(errs, usagef("%s: want a key, not %s", at, kindName(root.Content[i])))
		case key == mergeKey:
			errs = append(errs, usagef("%s: merge keys (<<) are not known here: write the keys out", at))
		case key != inputsKey && (f == nil || !isConfigurable(key)):
			errs = append(errs, usagef("%s: unknown key %q%s", at, key, suggestKey(flags, key)))
		case lines[key] != 0:
			errs = append(errs, usagef("%s: %s is already in line %d", at, key, lines[key]))
		case err != nil:
			errs = append(errs, usagef("%s: %s: %w", at, key, err))
		case key == inputsKey:
			inputs = values
		default:
			settings[key] = setting{values, at}
		}
		lines[key] = root.Content[i].Line
	}
	return inputs, errors.Join(errs...)
}

const mergeKey = "<<"

// parseConfig returns the root of a YAML file, nil when it is empty. The file
// may be a pipe that waits or a device without end: the end of ctx ends it too.
func parseConfig(ctx context.Context, name string) (*yaml.Node, error) {
	return within(ctx, 0, func(context.Context) (*yaml.Node, error) { return parseFile(name) })
}

func parseFile(name string) (*yaml.Node, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, cannotRead(name, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxConfigBytes+1))
	if err != nil {
		return nil, cannotRead(name, err)
	}
	if len(b) > maxConfigBytes {
		return nil, usagef("%s: larger than %d bytes, which no configuration is; lists of inputs go to --files-from", name, maxConfigBytes)
	}
	var document, more yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(b))
	switch err := d.Decode(&document); {
	case errors.Is(err, io.EOF) || err == nil && len(document.Content) == 0:
		return nil, nil
	case err != nil:
		return nil, usagef("%w", yamlplace.Error(name, err))
	}
	switch err := d.Decode(&more); {
	case err == nil:
		return nil, usagef("%s:%d: a second document; want one list of keys and values", name, more.Line)
	case !errors.Is(err, io.EOF):
		return nil, usagef("%w", yamlplace.Error(name, err))
	}
	return document.Content[0], nil
}

// valuesOf returns what a key holds as values of a flag: a scalar, a list of
// scalars, or pairs such as "html: body" as "html=body". An alias stands for
// what its anchor names.
func valuesOf(n *yaml.Node) ([]string, error) {
	n = aliased(n)
	values := []string{}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			name, err := scalar(n.Content[i])
			if err != nil {
				return nil, err
			}
			v, err := scalar(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			values = append(values, name+"="+v)
		}
	case yaml.SequenceNode:
		for _, item := range n.Content {
			v, err := scalar(item)
			if err != nil {
				return nil, err
			}
			values = append(values, v)
		}
	default:
		v, err := scalar(n)
		if err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, nil
}

// aliased returns the node that an alias stands for, or the node itself.
func aliased(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// scalar returns the value of a node as a flag takes it.
func scalar(n *yaml.Node) (string, error) {
	n = aliased(n)
	switch {
	case n.Kind != yaml.ScalarNode:
		return "", fmt.Errorf("line %d: want a value, not %s", n.Line, kindName(n))
	case n.ShortTag() == "!!null":
		return "", fmt.Errorf("line %d: no value", n.Line)
	case !strings.HasPrefix(n.ShortTag(), "!!"):
		return "", fmt.Errorf("line %d: the tag %s is not known", n.Line, n.Tag)
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return strings.TrimSuffix(n.Value, "\n"), nil
	}
	return n.Value, nil
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys and values"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias"
	}
	return "a value"
}
