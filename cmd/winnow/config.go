package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winnow/pipeline/spelling"
)

// The configuration has the flags of "winnow clean" under other names. A flag
// that is not on the command line is taken from the environment (--max-bytes
// from WINNOW_MAX_BYTES), else from the configuration file (max-bytes), else
// from its default.

// inputsKey is the one key of a configuration file that is no flag.
const inputsKey = "inputs"

// notInConfig are flags that make no sense in a file or in the environment.
var notInConfig = []string{"help", "config", "print-config", "url"}

// A setting is a value and where it comes from.
type setting struct {
	values []string
	origin string
}

// configure sets the flags of cmd that are not on the command line, and returns
// the inputs that the file names. file may be empty.
func configure(cmd *cobra.Command, file string) (inputs []string, err error) {
	settings := map[string]setting{}
	if file != "" {
		if inputs, err = readConfig(cmd.Context(), cmd.Flags(), file, settings); err != nil {
			return nil, err
		}
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		name := envName(f.Name)
		if value, ok := os.LookupEnv(name); ok && isConfigurable(f.Name) {
			settings[f.Name] = setting{[]string{value}, name}
		}
	})
	var errs []error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		s, ok := settings[f.Name]
		if !ok || f.Changed {
			return
		}
		for _, v := range s.values {
			if err := cmd.Flags().Set(f.Name, v); err != nil {
				errs = append(errs, usagef("%s: %q is no value for %s: %w", s.origin, v, f.Name, wanted(f, err)))
			}
		}
	})
	return inputs, errors.Join(errs...)
}

// ownVariables belong to the tests of this project.
var ownVariables = []string{"WINNOW_SHARED", "WINNOW_ALL", "WINNOW_CRASH_RECORDS", "WINNOW_KILLS", "WINNOW_MUTATIONS", "WINNOW_STREAM_MB"}

// strayVariables reports variables that look like settings but are not: whoever
// sets WINNOW_MAXBYTES believes that it works.
func strayVariables(flags *pflag.FlagSet, environ []string) []string {
	known := sync.OnceValue(func() []string {
		all := flagNames(flags)
		for _, cmd := range []*cobra.Command{newClean(streams{}), newFilter(streams{})} {
			all = append(all, flagNames(cmd.Flags())...) // one environment serves both
		}
		return slices.DeleteFunc(all, func(name string) bool { return !isConfigurable(name) })
	})
	var strays []string
	for _, variable := range environ {
		name, _, _ := strings.Cut(variable, "=")
		rest, ours := strings.CutPrefix(name, envPrefix)
		if !ours || slices.Contains(ownVariables, name) {
			continue
		}
		flag := strings.ToLower(strings.ReplaceAll(rest, "_", "-"))
		if slices.ContainsFunc(known(), func(k string) bool { return envName(k) == name }) {
			continue
		}
		stray := name + " in the environment is no setting"
		if near := spelling.Nearest(flag, known()); near != "" {
			stray += fmt.Sprintf("; did you mean %s?", envName(near))
		}
		strays = append(strays, stray)
	}
	slices.Sort(strays)
	return strays
}

const envPrefix = "WINNOW_"

func envName(flag string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

func isConfigurable(flag string) bool { return !slices.Contains(notInConfig, flag) }

// suggestKey names the key that was probably meant.
func suggestKey(flags *pflag.FlagSet, key string) string {
	known := append(flagNames(flags), inputsKey)
	known = slices.DeleteFunc(known, func(name string) bool { return !isConfigurable(name) })
	if near := spelling.Nearest(strings.ReplaceAll(key, "_", "-"), known); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ""
}

// printConfig writes the settings in force as a configuration file.
func printConfig(w io.Writer, flags *pflag.FlagSet, inputs []string) error {
	var sb strings.Builder
	// Without inputs a list of files is read, or else standard input.
	if len(inputs) == 0 && flags.Lookup("files-from").Value.String() == "" {
		inputs = []string{"-"}
	}
	if len(inputs) > 0 {
		printKey(&sb, inputsKey, inputs)
	}
	flags.VisitAll(func(f *pflag.Flag) {
		if !isConfigurable(f.Name) {
			return
		}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			printKey(&sb, f.Name, list.GetSlice())
			return
		}
		if f.Value.Type() == "string" {
			fmt.Fprintf(&sb, "%s: %s\n", f.Name, quoted(f.Value.String()))
			return
		}
		fmt.Fprintf(&sb, "%s: %s\n", f.Name, f.Value)
	})
	_, err := io.WriteString(w, sb.String())
	return err
}

func printKey(sb *strings.Builder, key string, values []string) {
	if len(values) == 0 {
		fmt.Fprintf(sb, "%s: []\n", key)
		return
	}
	fmt.Fprintf(sb, "%s:\n", key)
	for _, v := range values {
		fmt.Fprintf(sb, "  - %s\n", quoted(v))
	}
}

// quoted writes a string as YAML; JSON strings are YAML.
func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(b)
}
