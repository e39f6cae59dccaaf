package score

// titleFit is the word F1 from which a title counts as right.
const titleFit = 0.8

// TitleRight reports whether a title agrees with the annotated one but for
// small differences, such as a site's name.
func TitleRight(got, want string) bool { return WordFit(got, want).F1 >= titleFit }

// bylineSlack is the number of words a byline may have beside the author.
const bylineSlack = 3

// AuthorRight reports whether all words of the annotated author are in the
// byline and the byline has at most three more.
func AuthorRight(got, want string) bool {
	g, w := Words(got), Words(want)
	bag := map[string]int{}
	for _, t := range g {
		bag[t]++
	}
	return common(bag, w) == len(w) && len(g) <= len(w)+bylineSlack
}

// DateRight reports whether two dates in RFC 3339 form name the same day.
func DateRight(got, want string) bool {
	const day = len("2006-01-02")
	return len(got) >= day && len(want) >= day && got[:day] == want[:day]
}

// MetaTotal counts pages whose metadata is right, of those whose truth has it.
type MetaTotal struct {
	Titles, Authors, Dates                int
	TitlesRight, AuthorsRight, DatesRight int
}

// Add counts one page.
func (t *MetaTotal) Add(got Output, want Truth) {
	count := func(n, right *int, truth string, ok bool) {
		if truth != "" {
			*n++
			if ok {
				*right++
			}
		}
	}
	count(&t.Titles, &t.TitlesRight, want.Title, TitleRight(got.Title, want.Title))
	count(&t.Authors, &t.AuthorsRight, want.Author, AuthorRight(got.Author, want.Author))
	count(&t.Dates, &t.DatesRight, want.Date, DateRight(got.Date, want.Date))
}

// Title, Author and Date are the shares that are right.
func (t *MetaTotal) Title() float64  { return ratio(float64(t.TitlesRight), t.Titles) }
func (t *MetaTotal) Author() float64 { return ratio(float64(t.AuthorsRight), t.Authors) }
func (t *MetaTotal) Date() float64   { return ratio(float64(t.DatesRight), t.Dates) }
