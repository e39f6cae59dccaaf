package main

import "testing"

func TestSameText(t *testing.T) {
	koi8 := []byte{0xcd, 0xcf, 0xd3, 0xd4} // мост
	tests := []struct {
		why, answer, label string
		content            []byte
		want               bool
	}{
		{"the same name", "KOI8-R", "koi8-r", koi8, true},
		{"a name of Python's", "koi8_r", "koi8-r", koi8, true},
		{"another encoding", "windows-1251", "koi8-r", koi8, false},
		{"a superset gives the same text", "cp1252", "iso-8859-1", []byte("caf\xe9"), true},
		{"a name that nobody knows", "klingon", "utf-8", []byte("abc"), false},
		{"no answer", "", "utf-8", []byte("abc"), false},
		{"by its byte order mark", "UTF-16", "utf-16", []byte("\xff\xfea\x00b\x00"), true},
	}
	for _, tt := range tests {
		if got := sameText(tt.content, tt.answer, tt.label); got != tt.want {
			t.Errorf("%s: %q for %q: %v", tt.why, tt.answer, tt.label, got)
		}
	}
}

func TestChanged(t *testing.T) {
	tests := []struct {
		before, after   string
		visible, spaces int
	}{
		{"same", "same", 0, 0},
		{"“a”", "\"a\"", 2, 0},
		{"a\u00a0b\u00adc", "a bc", 0, 2},
		{"ab", "abcd", 2, 0},
		{"abcd", "", 4, 0},
	}
	for _, tt := range tests {
		if v, s := changed(tt.before, tt.after); v != tt.visible || s != tt.spaces {
			t.Errorf("%q to %q: %d and %d, want %d and %d", tt.before, tt.after, v, s, tt.visible, tt.spaces)
		}
	}
}
