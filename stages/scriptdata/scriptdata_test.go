package scriptdata

import (
	"testing"

	"winnow/fixtures"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{}, "blocks/fallback")) }
