package yamlplace

import (
	"errors"
	"testing"
)

func TestError(t *testing.T) {
	tests := []struct{ err, want string }{
		{"yaml: line 3: did not find a colon", "c.yaml:3: not valid YAML: did not find a colon"},
		{"yaml: line 2: found character that cannot start any token", "c.yaml:2: not valid YAML: found character that cannot start any token: indent by spaces, not tabs, and put in quotes what begins with one of @ ` % *"},
		{"line 3: did not find a colon", "c.yaml:3: not valid YAML: did not find a colon"},
		{"yaml: control characters are not allowed", "c.yaml: not valid YAML: control characters are not allowed"},
		{"not after line 3: a tab", "c.yaml: not valid YAML: not after line 3: a tab"},
	}
	for _, c := range tests {
		if got := Error("c.yaml", errors.New(c.err)).Error(); got != c.want {
			t.Errorf("Error(%q) = %q, want %q", c.err, got, c.want)
		}
	}
}
