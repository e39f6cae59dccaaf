package main

import (
	"fmt"

	"winnow/cmd/winnow/internal/term"
)

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// excerptOf returns the beginning of a text, cut to at most room characters.
func excerptOf(s string, room int) string {
	s = term.Printable(s)
	if r := []rune(s); len(r) > room {
		return string(r[:room-1]) + "…"
	}
	return s
}
