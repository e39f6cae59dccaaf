package features

import (
	"strings"

	"winnow/stages/internal/tokenweights"
)

// Groups of class, id and role names that say what an element is for. A name
// is cut into words ("post-relatedLinks" is post, related, links) and the
// words are looked up.
const (
	groupNav = iota
	groupCrumbs
	groupPager
	groupFooter
	groupHeader
	groupComment
	groupShare
	groupRelated
	groupAd
	groupSignup
	groupCaption
	groupAuthor
	groupDate
	groupTags
	groupSidebar
	groupBody
	groupArticle
	groupMain
	groupCard
	groupProduct
	groupForum
	groupPopup
	groupContents
	groupForm
	groupTitle
	groupLead
	groupQuote
	groupNotes
	groupMedia
	groupFold
	groupReview
	groupSpec
	groups
)

var groupWords = [groups]string{
	groupNav:      "nav navigation navbar menu submenu topbar toolbar navi navlink navigationmenu megamenu dropdown menubar mainmenu menuitem sitemap links quicklinks jump skip toplinks navbox",
	groupCrumbs:   "breadcrumb breadcrumbs crumb crumbs",
	groupPager:    "pagination pager pagenav paging prevnext pages postnavigation navlinks adjacent",
	groupFooter:   "footer foot bottom colophon contentinfo footnav sitefooter pagefooter copyright legal disclaimer privacy terms imprint",
	groupHeader:   "header masthead banner hero siteheader pageheader top topnav",
	groupComment:  "comment comments commentlist disqus respond livefyre commentary kommentar kommentare commentform commenttext coral remark",
	groupShare:    "share sharing social addthis sharedaddy socials shares follow addtoany sharebar shariff jp bookmark whatsapp facebook twitter",
	groupRelated:  "related recommended recommendation recommendations recommend recirc recirculation trending popular similar readmore upnext mostread latest outbrain taboola suggestions suggested suggestion also morefrom more relatedposts relatedarticles teasers teaser readnext nextup moreon seealso carousel crosslinks crosslink furthermore mostpopular recent alsolike",
	groupAd:       "ad ads advert advertisement advertising adsense sponsor sponsored sponsors dfp gpt adslot promo promotion promotions promoted promobox affiliate adunit anzeige werbung publicidad",
	groupSignup:   "newsletter newsletters subscribe subscription subscriptions signup optin mailchimp cta paywall piano donate donation membership mailing calltoaction regwall",
	groupCaption:  "caption captions figcaption credit credits imagecredit photocredit legend bildunterschrift wpcaption source copyrightnotice",
	groupAuthor:   "byline author authors bio writer contributor vcard authorbox authorbio biography profile avatar reporter creator about",
	groupDate:     "meta date time timestamp published postmeta entrymeta dateline datetime pubdate updated metadata postinfo info articleinfo readingtime",
	groupTags:     "tags tag taglist topics topic categories category taxonomy hashtags cat tagcloud keywords labels label terms",
	groupSidebar:  "sidebar aside widget widgets rail secondary complementary sidecolumn rightcolumn leftcolumn rightrail sidenav sidemenu right left side",
	groupBody:     "articlebody entrycontent postcontent maincontent richtext prose articlecontent storybody postbody bodytext contentbody articletext storycontent pagecontent newsbody textbody wysiwyg rte markdown entrybody blogcontent posttext articlecopy textcontent mwparseroutput singlecontent contentarea detailtext newstext",
	groupArticle:  "article post story entry news blog hentry artikel beitrag newsarticle blogposting single singlepost articulo noticia",
	groupMain:     "main primary content body text copy inhalt contenido contenu wrapper container page",
	groupCard:     "card cards tile tiles grid item items listing list results result box col masonry slide swiper loop",
	groupProduct:  "product products price sku cart buy shop woocommerce variations addtocart quantity stock shipping offer offers checkout basket wishlist amount",
	groupForum:    "thread message messagebody forum topicbody postmessage messagetext replies reply discussion question answer answers postbody cooked messagecontent bbwrapper quoteblock posting phpbb vbulletin xenforo discourse",
	groupPopup:    "modal popup overlay cookie cookies consent gdpr lightbox hidden dialog offcanvas tooltip sr screenreader visuallyhidden srnonly hide invisible cmp onetrust toast alert notification noprint flyout drawer",
	groupContents: "toc contents tableofcontents eztoc inhaltsverzeichnis jumpto onthispage",
	groupForm:     "form search login signin input field button btn buttons select filter filters facet facets sort searchform",
	groupTitle:    "title headline heading pagetitle entrytitle posttitle subtitle subheadline subheading dachzeile kicker eyebrow",
	groupLead:     "lead intro summary excerpt standfirst dek abstract deck description introduction teasertext lede subhead vorspann synopsis",
	groupQuote:    "pullquote quote blockquote pull testimonial testimonials callout highlight",
	groupNotes:    "references footnotes footnote notes reflist bibliography citation citations quellen sources endnotes",
	groupMedia:    "gallery slideshow slider video player audio embed image figure media photo picture img iframe podcast thumb thumbnail thumbnails",
	groupFold:     "faq accordion panel collapse tabcontent tabs tab tabpanel toggle expand collapsible details",
	groupReview:   "review reviews rating ratings stars testimonial votes vote score",
	groupSpec:     "spec specs specifications specification features feature attributes attribute parameters parameter technical table",
}

// bodyFirst and bodyLast are words that name the article's text when they are
// in one name, as in "entry-content" and "story__body".
const (
	bodyFirst = "article post entry story page main news blog single artikel content detail text topic message product"
	bodyLast  = "body content text copy entry contents richtext inner"
)

// A nameBits is the meaning of a word in a class name: its groups and, in the
// two highest bits, whether it is one of bodyFirst or of bodyLast.
type nameBits uint64

const (
	isBodyFirst nameBits = 1 << 62
	isBodyLast  nameBits = 1 << 63
)

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// nameSlots is the size of namedWords: several times its words.
const nameSlots = 4096

// namedWords is a hash table with open addressing: names are looked up by the
// hundred on every page. Its keys are the tokens of words; 0 marks a free slot.
var namedWords = func() (t struct {
	tokens [nameSlots]uint32
	bits   [nameSlots]nameBits
}) {
	add := func(list string, bits nameBits) {
		for w := range strings.FieldsSeq(list) {
			token := wordToken(w)
			i := nameSlot(token)
			for t.tokens[i] != 0 && t.tokens[i] != token {
				i = (i + 1) % nameSlots
			}
			t.tokens[i] = token
			t.bits[i] |= bits
		}
	}
	for g, list := range groupWords {
		add(list, 1<<g)
	}
	add(bodyFirst, isBodyFirst)
	add(bodyLast, isBodyLast)
	return t
}()

// nameSlot returns where a token is looked for first.
func nameSlot(token uint32) uint32 { return (token ^ token>>16) % nameSlots }

// named returns the meaning of the word with a token.
func named(token uint32) nameBits {
	for i := nameSlot(token); namedWords.tokens[i] != 0; i = (i + 1) % nameSlots {
		if namedWords.tokens[i] == token {
			return namedWords.bits[i]
		}
	}
	return 0
}

// A meaning is what the names in the value of an attribute say.
type meaning struct {
	groups uint32 // a bit for each
	weight int32  // of the tokens
}

// read returns the meaning of a class, id, role or itemprop. A name says what its
// words say and, as in "entrycontent", what they say as one word.
func read(w *tokenweights.Weights, seed uint32, value string) meaning {
	m := meaning{}
	name, words := nameBits(0), 0
	for t := range nameTokens(seed, value) {
		m.weight += w.Of(t.hash)
		if !t.whole {
			name |= named(t.hash)
			words++
			continue
		}
		if words > 1 {
			name |= named(t.joined)
			if name&isBodyFirst != 0 && name&isBodyLast != 0 {
				name |= 1 << groupBody
			}
		}
		m.groups |= uint32(name &^ (isBodyFirst | isBodyLast))
		name, words = 0, 0
	}
	return m
}
