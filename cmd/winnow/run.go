package main

import (
	"github.com/spf13/cobra"
)

func newRun(s streams) *cobra.Command {
	var f cleanFlags
	cmd := &cobra.Command{
		Use:   "run CONFIG.yaml [flags] [INPUT…]",
		Short: "Clean what a configuration file says, continuing where the last run stopped",
		Long: `Clean what a configuration file says. Its keys are the flags of "winnow clean",
and "inputs" lists what to read. A flag on the command line overrides the
environment (WINNOW_MAX_BYTES for --max-bytes), and the environment overrides
the file.

An output folder is continued (as with --resume): inputs that are done and
unchanged are skipped, so the same command can be in a crontab. If another run is
writing the folder, the exit code is 75; 74 means that a disk is full or fails,
and that the same command continues when there is room.`,
		Example: `  winnow run nightly.yaml
  winnow run nightly.yaml --print-config          what is in force

  # nightly.yaml
  inputs: [dumps/]
  output: articles/
  report: articles.report.json
  metrics: /var/lib/node_exporter/winnow.prom`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("%s takes a configuration file", nameOf(cmd))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			f.config, args = args[0], args[1:]
			f.folder.resume = true
			return f.run(cmd, s, args)
		},
	}
	f.add(cmd.Flags())
	return cmd
}
