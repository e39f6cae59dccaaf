package linknumbers

import (
	"slices"
	"strings"
	"testing"

	"winnow/internal/cputime"
)

func TestBracketed(t *testing.T) {
	tests := []struct {
		text string
		want []number
	}{
		{"[1]Home [22]News", []number{{1, 0, 3}, {22, 8, 12}}},
		{"a[b][3]c", []number{{3, 4, 7}}},
		{"[[4]]", []number{{4, 1, 4}}},
		{"[1234567]", []number{{1234567, 0, 9}}},
		{"[12345678]", nil},
		{"[5", nil},
		{"[] [x] 6]", nil},
	}
	for _, c := range tests {
		if got := slices.Collect(bracketed(c.text)); !slices.Equal(got, c.want) {
			t.Errorf("bracketed(%q) = %v, want %v", c.text, got, c.want)
		}
	}
}

// A text of brackets that are closed at its end once took the square of its length.
func TestBracketsAreReadInLinearTime(t *testing.T) {
	err := cputime.CheckLinear(50_000, func(n int) {
		for range bracketed(strings.Repeat("[", n) + "a]") {
			t.Fatal("there is no number")
		}
	})
	if err != nil {
		t.Error(err)
	}
}
