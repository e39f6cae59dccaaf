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
		URL:  "https://example.org/bridge",
		Body: []byte("Bridge opens in May\n\nThe bridge over the river opens in May , the council said on Monday.\n\nREAD MORE: Ferry stops\n\nLoading...\n"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(article.Title)
	fmt.Println(article.Text)
	fmt.Println(article.Related[0].Title)
	// Output:
	// Bridge opens in May
	// The bridge over the river opens in May, the council said on Monday.
	// Ferry stops
}
