package encoding

import (
	"testing"

	"winnow/fixtures"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{}), ruleBudget) }
