package captions

import (
	"strings"
	"testing"
)

// The cheap look passes over no name of an agency.
func TestMayNameAgency(t *testing.T) {
	for name := range strings.SplitSeq(agencyNames, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		for _, line := range []string{name, strings.ToUpper(name), "Ann Doe / " + name, "(" + name + ")", "work/" + name + "."} {
			if !mayNameAgency(line) {
				t.Errorf("%q names no agency", line)
			}
		}
	}
	for _, line := range []string{"The boats sail on Monday", "Harbour office", "gangway for everyone", ""} {
		if mayNameAgency(line) {
			t.Errorf("%q may name an agency", line)
		}
	}
}
