package repair_test

import (
	"fmt"

	"winnow/stages/encoding/repair"
)

func ExampleText() {
	text, steps := repair.Text("CafÃ© Ã\u00a0 Paris\u00a0: itâ\u0080\u0099s &amp;pound;5", repair.Options{})
	fmt.Println(text)
	for _, s := range steps {
		fmt.Printf("%d-%d %s: %q (%s)\n", s.Start, s.End, s.Rule, s.New, s.Why)
	}
	// Output:
	// Café à Paris : it’s £5
	// 3-7 mojibake: "é" (UTF-8 read as windows-1252)
	// 8-12 mojibake: "à" (UTF-8 read as windows-1252)
	// 18-20 nbsp: " " (no-break space)
	// 24-30 mojibake: "’" (UTF-8 read as windows-1252)
	// 32-43 entity: "£" (character reference, escaped again)
}

// Layers are undone until the text reads well, in one step.
func ExampleText_layers() {
	text, steps := repair.Text("The Mona Lisa doesnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t have eyebrows.", repair.Options{})
	fmt.Println(text, len(steps))
	// Output: The Mona Lisa doesn’t have eyebrows. 1
}

// What reads well stays, even if it has the form of UTF-8 in some code page.
func ExampleText_harmless() {
	for _, s := range []string{"Charlotte Brontë…”", "AHÅ™, the new sofa", "ВІКІ", "“Smart” quotes, ﬁne ligatures"} {
		text, steps := repair.Text(s, repair.Options{})
		fmt.Println(text, len(steps))
	}
	// Output:
	// Charlotte Brontë…” 0
	// AHÅ™, the new sofa 0
	// ВІКІ 0
	// “Smart” quotes, ﬁne ligatures 0
}

// Text of a legacy encoding that was read as another is read as its own.
func ExampleText_legacy() {
	text, steps := repair.Text("Ïðèâåò, êàê äåëà?", repair.Options{})
	fmt.Println(text, steps[0].Why)
	// Output: Привет, как дела? windows-1251 read as windows-1252
}

func ExampleOptions() {
	text, _ := repair.Text("“ﬁne” ｗｉｄｅ", repair.Options{Quotes: true, Ligatures: true, Width: true})
	fmt.Println(text)
	// Output: "fine" wide
}

// Steps can be stored and replayed on the text they were made for.
func ExampleApply() {
	broken := "voilÃ\u00a0 le travail"
	_, steps := repair.Text(broken, repair.Options{})
	fmt.Println(repair.Apply(broken, steps))
	// Output: voilà le travail
}
