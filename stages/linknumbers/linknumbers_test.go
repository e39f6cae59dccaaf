package linknumbers

import (
	"testing"

	"winnow/fixtures"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New()) }
