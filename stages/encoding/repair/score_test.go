package repair

import (
	"fmt"
	"strings"
	"testing"

	"winnow/internal/cputime"
)

// speed returns MB of input per second of CPU, the best of five.
func speed(line string) float64 {
	s := strings.Repeat(line+"\n", 1+2<<20/len(line))
	best := 0.0
	for range 5 {
		start := cputime.Used()
		Text(s, Options{})
		if took := cputime.Used() - start; took > 0 {
			best = max(best, float64(len(s))/1e6/took.Seconds())
		}
	}
	return best
}

// slowest returns the lowest speed over lines, and which one it is.
func slowest(lines map[string]string) (string, float64) {
	name, least := "", 1e9
	for n, line := range lines {
		if v := speed(line); v < least {
			name, least = n, v
		}
	}
	return name, least
}

// TestScore prints the goals of repair with the figures reached; run it with -v.
// Speeds are figures only: they depend on the machine.
func TestScore(t *testing.T) {
	if testing.Short() || !testing.Verbose() {
		t.Skip("prints a table; run it with -v")
	}
	row := func(what, goal, format string, args ...any) {
		t.Logf("%-34s %-12s %s", what, goal, fmt.Sprintf(format, args...))
	}
	f := ftfyScore(t)
	row("ftfy's cases", "151/151", "%d/%d", f.passed, f.total)
	row("ftfy's cases, one more layer", "151/151", "%d/%d", f.layered, f.total)
	row("replay of their steps", "100 %", "%.1f %%", 100*float64(f.replayed)/float64(f.all))
	row("ftfy's known failures", ">= 6/10", "%d/%d", f.failures, f.all-f.total)
	t.Run("clean text", func(t *testing.T) {
		wcxb, feeds := harmOf(t, groundTruth(t), ""), harmOf(t, chardetTexts(t), ruleEntity)
		row("harm, changes not reviewed", "0", "%d in %.1f MB (%d reviewed)",
			len(wcxb.unreviewed(t))+len(feeds.unreviewed(t)), float64(wcxb.bytes+feeds.bytes)/1e6, total(wcxb.changes)+total(feeds.changes))
	})
	samples := nameLines()
	t.Run("messages", func(t *testing.T) { samples = append(samples, messageLines(t, 10)...) })
	samples = repairable(samples)
	langs := map[string]bool{}
	for _, s := range samples {
		langs[s.lang] = true
	}
	t.Logf("injection: %d lines, %d languages and variants", len(samples), len(langs))
	wrong := 0.0
	for i, in := range injections {
		r := recoveryOf(t, samples, in.read, in.name)
		row("  UTF-8 read as "+in.name, fmt.Sprintf(">= %.0f %%", 100*in.floor), "%.2f %%, wrong %.2f %%", 100*r.right, 100*r.wrong)
		if i < goalPages {
			wrong += r.wrong / goalPages
		}
	}
	row("  altered but wrong, on average", "<= 0.5 %", "%.2f %%", 100*wrong)
	t.Run("legacy", func(t *testing.T) {
		messages := messageLines(t, 20)
		for _, c := range legacyReadings {
			n, right, wrong := legacyRecovery(messages, c.langs, c.enc, c.as)
			row("  "+c.name, "-", "%d/%d, wrong %d", right, n, wrong)
		}
	})
	name, v := slowest(cleanLines)
	row("speed, clean text", ">= 60 MB/s", "%.0f MB/s (%s, the slowest)", v, name)
	row("speed, ASCII", "-", "%.0f MB/s", speed(cleanLines["English"]))
	name, v = slowest(brokenLines)
	row("speed, dense mojibake", ">= 15 MB/s", "%.0f MB/s (%s, the slowest)", v, name)
}
