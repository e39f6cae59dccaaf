package credits

import (
	"strings"
	"sync"
	"unicode/utf8"

	"winnow/stages/internal/phrases"
)

// agencies are wire services, picture agencies and libraries of pictures,
// folded. They are matched as phrases are, without folding each line.
var agencies = sync.OnceValue(func() *phrases.Matcher {
	var list []phrases.Phrase
	for name := range strings.SplitSeq(agencyNames, ",") {
		if name = strings.TrimSpace(name); name != "" {
			list = append(list, phrases.Phrase{Text: name})
		}
	}
	return phrases.Of(list...)
})

// mayBeginAgency is a cheap check whether a part of a credit begins as the name
// of an agency does.
func mayBeginAgency(s string) bool {
	for i := range min(len(s), len("the ")) {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf {
			return true // to be read with care
		}
	}
	if len(s) > len("the ") && s[3] == ' ' && beginning(s) == beginning("the") {
		s = s[len("the "):]
	}
	return s == "" || !isASCIILetter(s[0]) || beginnings.has(beginning(s))
}

// beginnings are the first three characters of the names of agencies, without
// an article.
var beginnings = func() (known beginningSet) {
	for name := range strings.SplitSeq(agencyNames, ",") {
		if name = strings.TrimPrefix(strings.TrimSpace(name), "the "); len(name) == 2 {
			for c := range 32 {
				known.add(beginning(name) | c) // whatever follows
			}
		} else if name != "" {
			known.add(beginning(name))
		}
	}
	return known
}()

// A beginningSet is a set of numbers that beginning returns.
type beginningSet [1 << 15 / 64]uint64

func (b *beginningSet) add(n int) { b[n/64%len(b)] |= 1 << (n % 64) }

func (b *beginningSet) has(n int) bool { return b[n/64%len(b)]&(1<<(n%64)) != 0 }

// beginning returns a number for the first three characters of a word, in any
// case.
func beginning(s string) int {
	n := 0
	for i := range 3 {
		n <<= 5
		if i < len(s) {
			n |= int(s[i] & 31)
		}
	}
	return n
}

const agencyNames = `
الجزيرة, رويترز, الفرنسية, أسوشيتد برس, أسوشيتدبرس, غيتي, غيتي إيميجز, الأناضول, وكالة الأناضول, 공동취재사진, 연합뉴스, 뉴시스, 뉴스1, 共同, 時事,
123rf, aap, agerpres, anp, aap image, action images, adobe stock, adobestock, afp, afp photo, afp via getty images, agencia efe,
agencia o globo, agencia brasil, agência brasil, agência o globo, akg-images, alamy, alamy stock photo, anadolu, anadolu agency,
anadolu ajansı, ani, ansa, ap, ap photo, apa, apa images, apimages, associated press, belga, bettmann, bigstock,
bildbyrån, bloomberg, bridgeman images, camera press, canva pro, corbis, cover images, ctk, čtk, ddp, ddp images,
deposit photos, depositphotos, dpa, dpa-infocom, dpa-zentralbild, dreamstime, dreamstime.com, efe, epa, epa-efe, epd,
 europa press, fotolia, fotolia.com, freepik, getty image, getty images,
getty images europe, getty images north america, getty images sport, getty/ap, gettyimages, globallookpress,
icon sport, icon sportswire, ians, imago, imago images, imago stock, imagn, imagn images, interfax, istock, istock.com, stock.adobe.com, istock images, istock photo, istockphoto,
istockphoto.com, itar-tass, jiji, jiji press, keystone, kna, kyodo, kyodo news, lapresse, lehtikuva, lusa, mediafax, mti, pap, stt, eurokinissi, profimedia, απε-μπε, magnum photos, maxppp, newscom,
ntb, ntb scanpix, nurphoto, pa images, pa media, pa wire, panoramic, pexels, pexels.com, photonews, photoshot, picture alliance,
picture-alliance, pixabay, pixabay.com, pixelio, pixelio.de, press association, presse sports, pressfoto, pti, rawpixel,
rex features, reuters, reuters photo, rex/shutterstock, ria novosti, ritzau, ritzau scanpix, rtr, scanpix, science photo library,
shutter stock, shutterstock, shutterstock.com, sipa, sipa press, sipa usa, splash news, stocksnap, stocksy, tass, the associated press,
thinkstock, tt nyhetsbyrån, ullstein bild, unsplash, unsplash.com, upi, usa today sports, usa today sports images, wenn, wenn.com, wikicommons, wikimedia,
wikimedia commons, wireimage, xinhua, yonhap, zuma, zuma press, zuma wire, zumapress, риа новости, тасс, интерфакс, укринформ,
 уніан, укрінформ, 新华社, 新華社, 中新社, 视觉中国, 共同社, 時事通信, 時事, 연합뉴스, 뉴시스, 뉴스1, 게티이미지, 게티이미지뱅크, رويترز, أ ف ب, د ب أ, ا ف ب, ایسنا, ایرنا
`

// particles are the small words within names and credits.
var particles = func() map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields("de da do dos das del della di du des la le les van von der den het el al bin ibn y e i и a and und et the of by via for & + / - zu zur im in") {
		s[w] = true
	}
	return s
}()
