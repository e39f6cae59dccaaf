package score

import "strings"

// FolderLabel returns the encoding of a folder of chardet's tests, whose names
// are an encoding, often with a language.
func FolderLabel(folder string) string {
	label := strings.ToLower(folder)
	for _, prefix := range []string{"iso-8859-", "windows-"} {
		if rest, ok := strings.CutPrefix(label, prefix); ok {
			number, _, _ := strings.Cut(rest, "-")
			return prefix + number
		}
	}
	if label == "utf-8-sig" || label == "ascii" {
		return "utf-8"
	}
	return label
}
