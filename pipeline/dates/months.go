package dates

import "strings"

// months gives the month of a name, lower case, without its full stop. Names
// that are common words elsewhere ("mars", "may", "set") do no harm, since a
// month counts only between a day and a year. "Listopada" is November in Polish
// and October in Croatian: it is listed for the month that more pages mean.
var months = func() map[string]int {
	m := map[string]int{}
	for i, names := range monthNames {
		for _, n := range strings.Fields(names) {
			m[n] = i + 1
		}
	}
	return m
}()

// monthNames lists names by month, from January. Where a language inflects,
// the form used in dates comes first.
var monthNames = [12]string{
	"january jan januar jänner janvier janv enero ene gennaio gen janeiro januari januarie tammikuuta tammikuu stycznia styczeń sty ledna leden januára január января янв январь січня січ ocak ianuarie ian ιανουαρίου ιαν sausio janvāris jaanuar siječnja sij јануара януари gener urtarrila ionawr eanáir جانفي يناير ינואר जनवरी มกราคม janúar oca ژانویه בינואר",
	"february feb februar feber février févr fév fevrier febrero febbraio fevereiro fev februari februarie helmikuuta helmikuu lutego luty lut února únor februára február февраля фев февр февраль лютого лют şubat şub φεβρουαρίου φεβ vasario februāris veebruar veljače velj фебруара февруари febrer otsailaren فبراير شباط فيفري פברואר फ़रवरी फरवरी กุมภาพันธ์ febrúar febr peb فوریه בפברואר",
	"march mar märz maerz mrz mars marzo março marco maart maaliskuuta maaliskuu marca marzec března březen марта мар март березня бер mart martie március márc márciusa μαρτίου μαρ kovo marts märts ožujka ožu març martxoaren مارس آذار מרץ मार्च มีนาคม mac maret mrt במרץ",
	"april apr abril abr avril avr aprile huhtikuuta huhtikuu kwietnia kwiecień kwi dubna duben apríla апреля апр апрель квітня квіт nisan nis aprilie április ápr απριλίου απρ balandžio aprīlis aprill travnja tra априла април apirilaren أبريل نيسان أفريل אפריל अप्रैल เมษายน apríl ابريل آوریل באפריל",
	"may mai mayo maggio mag maio mei toukokuuta toukokuu maja maj května květen mája máj мая май травня трав mayıs május μαΐου μαι gegužės maijs svibnja svi маја maí maig maiatzaren مايو أيار ماي מאי मई พฤษภาคม مه במאי",
	"june jun juni juin junio giugno giu junho kesäkuuta kesäkuu czerwca czerwiec cze června červen júna jún июня июн июнь червня черв haziran haz iunie június ιουνίου ιουν birželio jūnijs juuni lipnja јуна юни juny ekainaren يونيو حزيران جوان יוני जून มิถุนายน júní ژوئن ביוני",
	"july jul juli juillet juil julio luglio lug julho heinäkuuta heinäkuu lipca lipiec července červenec júla júl июля июл июль липня лип temmuz tem iulie július ιουλίου ιουλ liepos jūlijs juuli srpnja srp јула юли juliol uztailaren يوليو تموز جويلية יולי जुलाई กรกฎาคม júlí lip ژوئیه ביולי",
	"august aug août aout agosto ago augustus elokuuta elokuu sierpnia sierpień sie srpna srpen augusta августа авг август серпня серп ağustos ağu augusztus αυγούστου αυγ rugpjūčio augusts kolovoza kol agost abuztuaren أغسطس آب أوت אוגוסט अगस्त สิงหาคม ágúst agustus ogos agt augusti اغسطس اوت באוגוסט",
	"september sept sep septembre septiembre setiembre settembre set setembro syyskuuta syyskuu września wrzesień wrz září septembra сентября сен сент сентябрь вересня вер eylül eyl septembrie szeptember szept σεπτεμβρίου σεπ rugsėjo septembris rujna ruj септембра септември setembre irailaren سبتمبر أيلول ספטמבר सितंबर सितम्बर กันยายน سپتامبر בספטמבר",
	"october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta lokakuu października październik paź října říjen októbra október октября окт октябрь жовтня жовт ekim eki octombrie οκτωβρίου οκτ spalio oktobris oktoober октобра октомври urriaren أكتوبر אוקטובר अक्टूबर ตุลาคม اكتوبر اکتبر באוקטובר",
	"november nov novembre noviembre novembro marraskuuta marraskuu listopad lis novembra ноября ноя нояб ноябрь листопада лист kasım kas noiembrie noi νοεμβρίου νοε lapkričio novembris studenoga stu новембра ноември azaroaren نوفمبر נובמבר नवंबर नवम्बर พฤศจิกายน nóvember listopada listopadu نوامبر בנובמבר",
	"december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro joulukuuta joulukuu grudnia grudzień gru prosince prosinec decembra декабря дек декабрь грудня груд aralık ara decembrie δεκεμβρίου δεκ gruodžio decembris detsember prosinca pro децембра декември desember des desembre abenduaren ديسمبر דצמבר दिसंबर दिसम्बर ธันวาคม دسامبر בדצמבר",
}

// IsMonth reports whether a word, in lower case, is the name of a month or
// short for one.
func IsMonth(word string) bool { return months[word] > 0 }

// MonthOf returns the number of the month that a word, in lower case, names; 0
// when it names none.
func MonthOf(word string) int { return months[word] }
