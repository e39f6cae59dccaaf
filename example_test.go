package winnow_test

import (
	"context"
	"fmt"
	"log"

	"winnow"
)

func Example() {
	cleaner, err := winnow.New(winnow.Config{})
	if err != nil {
		log.Fatal(err)
	}
	article, err := cleaner.Clean(context.Background(), winnow.Page{
		URL: "https://example.org/bridge",
		Body: []byte(`Bridge opens in May

The bridge over the river opens in May , the council said on Monday. It had been closed for three years.

READ MORE: Ferry stops

Cars may use it from the first of the month, and buses will follow when the new stops are built.

Loading...
`),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(article.Title)
	fmt.Println(article.Text)
	fmt.Println(article.Related[0].Title)
	// Output:
	// Bridge opens in May
	// The bridge over the river opens in May, the council said on Monday. It had been closed for three years.
	//
	// Cars may use it from the first of the month, and buses will follow when the new stops are built.
	// Ferry stops
}
