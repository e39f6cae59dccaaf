package credits

import (
	"strings"
	"testing"
)

// The cheap look passes over no name of an agency.
func TestMayBeginAgency(t *testing.T) {
	for name := range strings.SplitSeq(agencyNames, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		for _, part := range []string{name, strings.ToUpper(name), strings.ReplaceAll(name, " ", "\u00a0"), "\u200b" + name, name[:1] + "\u00ad" + name[1:]} {
			if !mayBeginAgency(part) {
				t.Errorf("%q does not begin as an agency", part)
			}
		}
	}
	for _, part := range []string{"The boats sail on Monday", "Harbour office", "gangway for everyone", "Their AP"} {
		if mayBeginAgency(part) {
			t.Errorf("%q begins as an agency", part)
		}
	}
}
