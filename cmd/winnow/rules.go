package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"winnow"
	"winnow/stages"
	"winnow/stages/userrules"
)

func newRules(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules COMMAND",
		Short: "Check and try rules of your own",
		Long: `Check and try a file of your own rules, which drop, keep or move what phrases,
regular expressions and CSS selectors find, on the pages of some hosts or on
all. The commands that clean take such a file by --rules.`,
		Example: `  winnow rules check rules.yaml
  winnow rules test rules.yaml page.html          what each rule finds
  winnow clean --rules rules.yaml page.html

  # rules.yaml
  version: 1
  rules:
    - name: promo-box
      hosts: [example.com, "*.example.org"]
      drop: {selector: ".promo, aside.newsletter"}
    - name: corrections
      keep: {phrase: "Correction:", at: start}
    - name: photo-credit
      move: {regexp: '^Photo: (?P<value>.+)$', to: credit}`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("unknown command %q; there are %s check and %s test", args[0], cmd.CommandPath(), cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newRulesCheck(s), newRulesTest(s))
	return cmd
}

func newRulesCheck(s streams) *cobra.Command {
	return &cobra.Command{
		Use:     "check RULES",
		Short:   "Say what is wrong with a rules file",
		Long:    "Read a rules file and say what is wrong with it, a line for each mistake with\nits line in the file. Exit code 2 when there is one.",
		Example: "  winnow rules check rules.yaml",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("%s takes one rules file", nameOf(cmd))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			rules, err := loadRules(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(s.out, "%s: %s\n", args[0], plural(len(rules.List()), "rule"))
			return err
		},
	}
}

// loadRules reads a rules file. The file may be a pipe that waits or a device
// without end: the end of ctx ends it, too.
func loadRules(ctx context.Context, name string) (*userrules.Rules, error) {
	return within(ctx, 0, func(context.Context) (*userrules.Rules, error) { return readRules(name) })
}

func readRules(name string) (*userrules.Rules, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, cannotRead(name, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, userrules.MaxFile+1))
	if err != nil {
		return nil, cannotRead(name, err)
	}
	rules, err := userrules.Load(name, b)
	if err != nil {
		return nil, usageError{err}
	}
	return rules, nil
}

// rulesTestFlags are the flags of "winnow rules test".
type rulesTestFlags struct {
	input inputFlags
	to    string
}

func newRulesTest(s streams) *cobra.Command {
	var f rulesTestFlags
	cmd := &cobra.Command{
		Use:   "test RULES [flags] [INPUT…]",
		Short: "Show what each rule of a file finds on pages",
		Long: `Show for each page what the rules of a file find on it and what became of that:
dropped, moved to which field, kept against which other rules. At the end the
rules that found nothing on any page are listed, with the reason where it is
known.`,
		Example: `  winnow rules test rules.yaml page.html
  winnow rules test rules.yaml --url https://example.com/a page.html
  winnow rules test --to json rules.yaml pages/ | jq '.rules[] | select(.hits == 0)'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("%s takes a rules file, and pages", nameOf(cmd))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runRulesTest(cmd.Context(), s, f, args[0], args[1:])
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	f.input.add(flags)
	flags.StringVar(&f.to, "to", "text", "output `FORMAT`: text or json")
	return cmd
}

func runRulesTest(ctx context.Context, s streams, f rulesTestFlags, file string, args []string) error {
	if err := oneOf("to", f.to, "text", "json"); err != nil {
		return err
	}
	rules, err := loadRules(ctx, file)
	if err != nil {
		return err
	}
	cleaner, err := winnow.New(winnow.Config{Stages: stages.Config{Userrules: userrules.Options{Rules: rules}}})
	if err != nil {
		return err
	}
	inputs, options, err := f.input.open(ctx, s, args)
	if err != nil {
		return err
	}
	trial := newRulesTrial(rules, f.to, s.out)
	job := documentsJob{cleaner: cleaner, inputs: inputs, options: options, show: trial.add}
	failed := job.run(ctx, s.err)
	if failed != nil && !errors.Is(failed, errQuarantined) {
		return failed
	}
	if err := trial.finish(); err != nil {
		return writeError(err)
	}
	return failed
}
