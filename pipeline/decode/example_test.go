package decode_test

import (
	"fmt"

	"winnow/pipeline/decode"
)

func ExampleBytes() {
	r, err := decode.Bytes([]byte("d\xE9j\xE0 vu, \xE0 l'\xE9t\xE9"), decode.Hints{Lang: "fr"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Text, "|", r.Encoding, "|", r.Evidence)

	r, err = decode.Bytes([]byte("it\x92s 5 € or 6 €"), decode.Hints{ContentType: "text/plain; charset=utf-8"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range r.Repairs {
		fmt.Printf("%d: %s %x → %s\n", p.Offset, p.Kind, p.Old, p.New)
	}
	fmt.Println(r.Text, "|", r.Encoding, "|", r.Evidence)
	// Output:
	// déjà vu, à l'été | windows-1252 | statistics
	// 2: stray-byte 92 → ’
	// it’s 5 € or 6 € | UTF-8 | utf8
}
