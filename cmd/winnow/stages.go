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

// tiersText says what the tiers of rules mean.
const tiersText = `Tiers: A acts on its own; B acts on weighed evidence, and within a budget for
each document; extract decides what belongs to the article; note changes no
text, but fills a field or raises a flag.`

func newStages(s streams) *cobra.Command {
	to := "text"
	cmd := &cobra.Command{
		Use:   "stages",
		Short: "List the stages and their rules",
		Long: `List the stages in the order in which they run, with the rules that each may give
as the reason for an edit.

` + tiersText,
		Args: noArgs,
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
	cmd.Flags().StringVar(&to, "to", to, "output `FORMAT`: text, markdown or json")
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
	sb.WriteString("# Stages and rules\n\nGenerated from the code by `make docs`. Stages are listed in the order in which they run.\n\n" + tiersText + "\n")
	for _, s := range list {
		fmt.Fprintf(&sb, "\n## %s\n\n%s\n\n| rule | tier | description |\n|---|---|---|\n", s.Name, s.Doc)
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
