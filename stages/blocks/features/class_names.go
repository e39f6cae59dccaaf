package features

import "strings"

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
	groupCard:     "card cards tile tiles grid item items listing list results result box col product-list masonry slide swiper loop",
	groupProduct:  "product products price sku cart buy shop woocommerce variations addtocart quantity stock shipping offer offers checkout basket wishlist amount",
	groupForum:    "thread message messagebody forum topicbody postmessage messagetext replies reply discussion question answer answers postbody cooked messagecontent bbwrapper quoteblock posting phpbb vbulletin xenforo discourse",
	groupPopup:    "modal popup overlay cookie cookies consent gdpr lightbox hidden dialog offcanvas tooltip sr screenreader visuallyhidden srnonly hide invisible cmp onetrust toast alert notification noprint flyout drawer",
	groupContents: "toc contents tableofcontents eztoc inhaltsverzeichnis jumpto onthispage",
	groupForm:     "form search login signin input field button btn buttons select filter filters facet facets sort searchform",
	groupTitle:    "title headline heading h1 pagetitle entrytitle posttitle subtitle subheadline subheading dachzeile kicker eyebrow",
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

// nameSlots is the size of nameTable: several times its words.
const nameSlots = 4096

// nameTable is a hash table with open addressing: names are looked up by the
// hundred on every page.
var nameTable = func() (t [nameSlots]struct {
	hash uint32
	bits nameBits
}) {
	add := func(list string, bits nameBits) {
		for w := range strings.FieldsSeq(list) {
			h := uint32(fnvOffset)
			for i := 0; i < len(w); i++ {
				h = (h ^ uint32(w[i])) * fnvPrime
			}
			i := nameSlot(h)
			for t[i].bits != 0 && t[i].hash != h {
				i = (i + 1) % nameSlots
			}
			t[i].hash = h
			t[i].bits |= bits
		}
	}
	for g, list := range groupWords {
		add(list, 1<<g)
	}
	add(bodyFirst, isBodyFirst)
	add(bodyLast, isBodyLast)
	return t
}()

// nameSlot returns where a hash is looked for first.
func nameSlot(hash uint32) uint32 { return (hash ^ hash>>16) % nameSlots }

// named returns the meaning of the word with a hash.
func named(hash uint32) nameBits {
	for i := nameSlot(hash); nameTable[i].bits != 0; i = (i + 1) % nameSlots {
		if nameTable[i].hash == hash {
			return nameTable[i].bits
		}
	}
	return 0
}

// groupsOf returns the groups named by the value of a class, id or role: by the
// words of each name and, for names such as "entrycontent", by the name as a
// whole.
func groupsOf(value string) uint32 {
	var all, name nameBits
	word, whole := uint32(fnvOffset), uint32(fnvOffset)
	length, words := 0, 0
	endWord := func() {
		if length > 1 {
			name |= named(word)
			words++
		}
		word, length = fnvOffset, 0
	}
	endName := func() {
		endWord()
		if words > 1 {
			name |= named(whole)
		}
		if name&isBodyFirst != 0 && name&isBodyLast != 0 && words > 1 {
			name |= 1 << groupBody
		}
		all |= name
		name, whole, words = 0, fnvOffset, 0
	}
	lower := false
	for i := 0; i < len(value); i++ {
		c := value[i]
		upper := c >= 'A' && c <= 'Z'
		if upper {
			if lower {
				endWord()
			}
			c |= 0x20
		}
		lower = c >= 'a' && c <= 'z' && !upper
		switch {
		case c >= 'a' && c <= 'z' || c >= 0x80:
			word = (word ^ uint32(c)) * fnvPrime
			whole = (whole ^ uint32(c)) * fnvPrime
			length++
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			endName()
		default:
			endWord()
		}
	}
	endName()
	return uint32(all &^ (isBodyFirst | isBodyLast))
}
