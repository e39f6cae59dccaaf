package blocks

import (
	"strings"

	"winnow/pipeline/tree"
	"winnow/stages/internal/wordset"
)

// Software prints its own parts into the text: services for consent and for customers'
// reviews, wikis, and forums, with signatures, numbers of posts, counts of likes and notes
// of the last change in each post. They read like the text around them, but their elements
// have names that thousands of sites share. (On development pages, with models
// that have not seen them, all 209 blocks with these names that stayed did so wrongly; without
// them, forums gain .006 of word F1, all pages .0008.)

// widgetPrefixes begin the class names and IDs of such parts on any page, without hyphens.
// Most of the services fill their parts by a script, so that only pages that a browser has
// saved hold their text. Hardly a development page was, and the models know
// little of it. (Of 520 blocks of development pages in parts with the names that are not of
// reviews or of the first nine services for consent, none is wanted.) Where a service
// has a word for its containers, the prefix has it too: a page about the service may
// name its own parts after it.
var widgetPrefixes = []string{
	// Reviews: Judge.me, Stamped, Yotpo, Okendo, Loox, Shopify.
	"jdgm", "stampedreview", "stampedmain", "yotpo", "okendo", "looxreview", "sprreview", "sprcontainer",
	// Consent: OneTrust, Cookiebot, Quantcast, Didomi, Osano, CookieYes, Complianz, Sourcepoint, Usercentrics,
	// Google, HubSpot, iubenda, Borlabs, Piwik PRO, TrustArc, Axeptio, tarteaucitron, Osano's open-source banner.
	"onetrustconsent", "onetrustbanner", "onetrustpc", "otpccontent", "otpcscrollbar", "cybotcookiebot", "qccmp2", "didomi", "osanocm", "ckyconsent", "ckymodal",
	"cmplzcookiebanner", "spmessagecontainer", "usercentricsroot", "fcconsentroot",
	"hseucookie", "iubendacs", "borlabscookie", "ppmscm", "trustarcbanner", "trusteconsent", "axeptiooverlay", "axeptiowidget", "tarteaucitronroot", "tarteaucitronalert",
	"ccwindow",
	// Other stories, mostly paid for: Taboola, Outbrain, ZergNet, MGID, Dianomi, plista, nRelate, LinkWithin, YARPP, Jetpack,
	// Contextual Related Posts.
	"trcrbox", "trcrelated", "trcspotlight", "trcwrapper", "obwidget", "obsmartfeed", "obdynamicrec", "zergnetwidget", "mgbox", "mgline",
	"dianomicontext", "plistawidget", "nrelaterelated", "linkwithinposts", "linkwithintext", "yarpprelated", "jprelatedposts", "crprelated",
	// Comments and shares: Disqus, Livefyre, OpenWeb, Vuukle, Hyvor; Jetpack, AddThis.
	"disqusthread", "dsqcontent", "dsqcomment", "fyrewidget", "fyrecomment", "spotimframe", "spotimconversation", "vuuklecomments", "vuukleemote", "hyvortalk",
	"sharedaddy", "sdsharing", "addthistoolbox", "addthisinline", "atsharebtn", "at4recommended", "at4share", "at4follow",
	// Players: Video.js, JW Player, MediaElement, Plyr.
	"vjscontrol", "vjsmodal", "vjsnojs", "vjstext", "vjserror", "vjsmenu", "jwcontrol", "jwsettings", "jwtext", "jwnextup", "jwdisplay", "jwicon",
	"mejscontrol", "mejsoffscreen", "mejstime", "plyrcontrol", "plyrmenu", "plyrtooltip",
	// Sign-up and translation: Mailchimp, Kit, Google Translate, GTranslate.
	"mcembed", "convertkitform", "formkitform", "googtebanner", "googtegadget", "gtranslatewrapper",
	// Boxes of authors and contents: Simple Author Box; MediaWiki, Elementor. Help with keys: mdBook.
	"saboxplugin", "toclevel", "elementortoc", "mdbookhelp",
}

// postWidgets are class names and itemprops of such parts in the posts of forums, without
// hyphens: of XenForo, vBulletin, phpBB, Invision Community, MyBB and Discourse.
var postWidgets = wordset.Of(`
signature messagesignature ipsentrysignature postsignature signaturecontainer messagelastedit messageattributionopposite authorstatistics
bbcodeblockshrinklink bbcodeblockexpandlink interactionstatistic postlikes usertitle messageusertitle extrauserinfo
`)

// Bounds of a widget: how many elements above a block may have its name, and the greatest
// share of the words that would stay. What holds more is the text, such as a page of reviews.
const (
	maxAround = 8
	maxWidget = 0.8
)

// dropWidgets leaves out what is in the parts that software prints around or into the
// text.
func (v *verdict) dropWidgets() {
	known := make([]finding, v.tree.Len())
	var found []int
	var inside, all float32 // words
	for i, keep := range v.keep {
		if !keep {
			continue
		}
		words := v.page.Words(i)
		all += words
		if b := v.page.Block(i); b.Node >= 0 && v.inWidget(int32(b.Node), known) {
			found = append(found, i)
			inside += words
		}
	}
	if len(found) == 0 || inside > maxWidget*all {
		return
	}
	v.widgets = make([]bool, len(v.keep))
	for _, i := range found {
		v.keep[i], v.widgets[i] = false, true
	}
}

// A finding is what is known of an element.
type finding uint8

const (
	isUnknown finding = iota
	isWidget
	isNoWidget
)

// inWidget reports whether element n, or one of those right above, is a widget. The body may
// be named after one that is open.
func (v *verdict) inWidget(n int32, known []finding) bool {
	for range maxAround {
		if n < 0 || v.tree.Nodes[n].Tag == tree.Body {
			break
		}
		if known[n] == isUnknown {
			known[n] = isNoWidget
			if namesWidget(v.tree, n, v.pageType == "forum") {
				known[n] = isWidget
			}
		}
		if known[n] == isWidget {
			return true
		}
		n = v.tree.Nodes[n].Parent
	}
	return false
}

// namesWidget reports whether the names of element n are those of a widget. Signatures
// and the like are, in forums: elsewhere they are those under a letter. Generators make an ID
// of the heading that it leads to, which names no widget.
func namesWidget(t *tree.Tree, n int32, forum bool) bool {
	if namesService(t.Value(n, "class")) {
		return true
	}
	if id := t.Value(n, "id"); namesService(id) && !leadsToHeading(t, n, id) {
		return true
	}
	if !forum {
		return false
	}
	for _, attr := range []string{"class", "id", "itemprop"} {
		value := t.Value(n, attr)
		if value != "" && anyName(value, func(name string) bool { return postWidgets[name] || attr == "id" && isSignature(name) }) {
			return true
		}
	}
	return false
}

// headingWithin is how many nodes after the start of a section its heading begins at most: between
// them are the elements around the heading, an anchor and white space.
const headingWithin = 8

// leadsToHeading reports whether the ID of element n is made of the words of the heading that n is
// or begins with.
func leadsToHeading(t *tree.Tree, n int32, id string) bool {
	for at := n; at < min(n+headingWithin, t.Nodes[n].End); at++ {
		switch t.Nodes[at].Tag {
		case tree.H1, tree.H2, tree.H3, tree.H4, tree.H5, tree.H6:
			words := strings.Join(strings.Fields(strings.ToLower(t.Text(at))), "")
			return strings.HasPrefix(withoutHyphens.Replace(words), withoutHyphens.Replace(strings.ToLower(id)))
		}
	}
	return false
}

// namesService reports whether a class attribute or an ID has a name that begins with one of
// widgetPrefixes.
func namesService(value string) bool {
	if len(value) > longestName {
		return false
	}
	for i := range len(value) {
		if i > 0 && value[i-1] > ' ' {
			continue
		}
		for _, p := range widgetLeads[value[i]&31] {
			if beginsWith(value[i:], p) {
				return true
			}
		}
	}
	return false
}

// widgetLeads holds widgetPrefixes by the low bits of their first letter, which both of its cases share.
var widgetLeads = func() (leads [32][]string) {
	for _, p := range widgetPrefixes {
		leads[p[0]&31] = append(leads[p[0]&31], p)
	}
	return leads
}()

// beginsWith reports whether a name begins with a prefix of small letters, without regard to
// its hyphens and capitals.
func beginsWith(name, prefix string) bool {
	at := 0
	for i := 0; i < len(name) && at < len(prefix); i++ {
		c := name[i]
		switch {
		case c == '-' || c == '_':
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		if c != prefix[at] {
			return false
		}
		at++
	}
	return at == len(prefix)
}

// isSignature reports whether an ID is that of a signature in phpBB: "sig12345".
func isSignature(id string) bool {
	number, ok := strings.CutPrefix(id, "sig")
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}
