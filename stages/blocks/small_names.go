package blocks

import (
	"strings"

	"winnow/stages/internal/wordset"
)

// What the class names and IDs of elements say about them.

// namesBox reports whether a class attribute or an ID names a box beside the text.
func namesBox(value string) bool {
	return anyName(value, func(name string) bool {
		return boxNames[name] || strings.HasPrefix(name, "sharebutton") || strings.HasPrefix(name, "socialshare")
	})
}

// namesBar reports whether a class attribute or an ID names a bar.
func namesBar(value string) bool {
	return anyName(value, func(name string) bool { return barNames[name] })
}

// namesCall reports whether a class attribute names a call to action. Such an
// element is a box if there is something to click in it; manuals use the same
// name for what the reader is to do.
func namesCall(value string) bool {
	return anyName(value, func(name string) bool {
		return name == "calltoaction" || name == "promobox"
	})
}

// anyName reports whether is holds for one of the names in the value of an
// attribute, in lower case and without hyphens.
func anyName(value string, is func(name string) bool) bool {
	if len(value) > longestName {
		return false
	}
	for name := range strings.FieldsSeq(strings.ToLower(value)) {
		if is(withoutHyphens.Replace(name)) {
			return true
		}
	}
	return false
}

var withoutHyphens = strings.NewReplacer("-", "", "_", "")

// longestName is the maximum length in bytes of a class attribute that somebody
// wrote by hand.
const longestName = 120

// Names of elements beside the text, without hyphens: boxes may hold sentences, bars
// hold none.
var (
	boxNames = wordset.Of(`
authorbox authorbio authorinfo authorcard authorprofile aboutauthor aboutauthorbox abouttheauthor postauthorbox authordescription
newsletter newslettersignup newsletterbox newsletterform subscribe subscribebox subscriptionwidget subscriptionwidgetwrap signupbox optin emailsignup
comments commentsarea commentlist commentssection respond commentrespond commentform disqusthread
related relatedposts relatedarticles relatedstories relatedcontent relatednews jprelatedposts yarpprelated recommended recommendations readnext checkalso checkalsobox
mostread mostpopular popularposts trending cookie cookiebar cookiebanner cookienotice cookieconsent gdpr consent
wprmcalltoaction relatedinline
`)
	barNames = wordset.Of(`
share sharing sharebar sharebuttons sharetools sharelinks sharethis sharedaddy social socialmedia sociallinks socialicons sociallikes sns tools articletools
teilen partager compartir compartilhar condividi delen dela jaa udostepnij paylas bagikan tags tagi taglist posttags tagslinks tagcloud breadcrumb breadcrumbs crumbs
pagination pager postnavigation navlinks meta likes player print promo copyright
`)
)
