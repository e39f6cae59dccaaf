package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"winnow/pipeline"
	"winnow/stages"
)

func newStages(s streams) *cobra.Command {
	to := "text"
	cmd := &cobra.Command{
		Use:   "stages",
		Short: "List the stages and their rules",
		Long:  "List the stages in the order they run, and the rules each may name as its reason\nfor an edit. Tier A rules remove by themselves, tier B rules on weighed evidence.",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := oneOf("to", to, "text", "markdown", "json"); err != nil {
				return err
			}
			list, err := stages.New(stages.Config{})
			if err != nil {
				return err
			}
			switch to {
			case "json":
				return stagesJSON(s.out, list)
			case "markdown":
				return stagesMarkdown(s.out, list)
			}
			return stagesText(s.out, list)
		},
	}
	cmd.Flags().StringVar(&to, "to", to, "output format: text, markdown or json")
	return cmd
}

func stagesText(w io.Writer, list []pipeline.Stage) error {
	width := 0
	for _, s := range list {
		for _, r := range s.Rules {
			width = max(width, len(r.Name))
		}
	}
	var sb strings.Builder
	for _, s := range list {
		fmt.Fprintf(&sb, "%s: %s\n", s.Name, s.Doc)
		for _, r := range s.Rules {
			fmt.Fprintf(&sb, "  %-*s  %-7s  %s\n", width, r.Name, r.Tier, r.Doc)
		}
	}
	_, err := io.WriteString(w, sb.String())
	return err
}

func stagesMarkdown(w io.Writer, list []pipeline.Stage) error {
	var sb strings.Builder
	sb.WriteString("# Stages and rules\n\nMade by `make docs` from the code.\n")
	for _, s := range list {
		fmt.Fprintf(&sb, "\n## %s\n\n%s\n\n| rule | tier | what it says |\n|---|---|---|\n", s.Name, s.Doc)
		for _, r := range s.Rules {
			fmt.Fprintf(&sb, "| `%s` | %s | %s |\n", r.Name, r.Tier, strings.ReplaceAll(r.Doc, "|", `\|`))
		}
	}
	_, err := io.WriteString(w, sb.String())
	return err
}

func stagesJSON(w io.Writer, list []pipeline.Stage) error {
	type rule struct {
		Name string        `json:"name"`
		Doc  string        `json:"doc"`
		Tier pipeline.Tier `json:"tier"`
	}
	type stage struct {
		Name  string `json:"name"`
		Doc   string `json:"doc"`
		Rules []rule `json:"rules"`
	}
	out := make([]stage, 0, len(list))
	for _, s := range list {
		o := stage{Name: s.Name, Doc: s.Doc}
		for _, r := range s.Rules {
			o.Rules = append(o.Rules, rule(r))
		}
		out = append(out, o)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
