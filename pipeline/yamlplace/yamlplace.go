// Package yamlplace tells where in a file an error of the YAML parser is.
package yamlplace

import (
	"fmt"
	"regexp"
	"strings"
)

// line is how the parser names a line.
var line = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?`)

// Error returns an error of the parser as "FILE:LINE: not valid YAML: cause", or
// without the line if the parser does not name one.
func Error(file string, err error) error {
	text := err.Error()
	m := line.FindStringSubmatch(text)
	if m[1] != "" {
		file += ":" + m[1]
	}
	cause := strings.TrimPrefix(text, m[0])
	if cause == "found character that cannot start any token" {
		cause += ": indent by spaces, not tabs, and put in quotes what begins with one of @ ` % *"
	}
	return fmt.Errorf("%s: not valid YAML: %s", file, cause)
}
