package dateline

import (
	"strings"

	"winnow/pipeline/dates"
	"winnow/stages/internal/wordset"
)

// The words that are around dates, folded, by language: CLDR's names and the
// forms that pages use. The names of the months are in winnow/pipeline/dates.

const (
	published = iota + 1
	modified
)

var weekdays = wordset.Of(`
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
segunda terça quarta quinta sexta feira sabado
lunedì martedì mercoledì giovedì venerdì sabato domenica
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
poniedziałek wtorek środa czwartek piątek sobota niedziela
понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер п'ятниця субота неділя
pazartesi salı çarşamba perşembe cuma cumartesi pazar
الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه
thứ hai ba tư năm sáu bảy chủ nhật
ראשון שני שלישי רביעי חמישי שישי שבת יום
दिन सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार
senin selasa rabu kamis jumat sabtu minggu
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
pondělí úterý středa čtvrtek pátek neděle
luni marți miercuri joi vineri sâmbătă duminică
hétfő kedd szerda csütörtök péntek szombat vasárnap
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
星 期 周 一 二 三 四 五 六 曜 日 月 火 水 木 金 土 월요일 화요일 수요일 목요일 금요일 토요일 일요일`)

// fillers are between the parts of a date and mean nothing.
var fillers = wordset.Of(`
at on the of st nd rd th o'clock date time a from by as and local ist
am um uhr den der vom dem ab u
le à a du h er ère et
el de del a las hs hrs h horas hora y
em às as
il alle ore del ore
op om uur
o godz godzina r dnia w
в г года год о р року
tarihinde saat
في الساعة
ngày lúc giờ tháng năm
در ساعت مورخ
को बजे पर
pe
saat
zuletzt ostatnia naposledy poslední viimeksi utoljára
κλ στις ώρα
בשעה בתאריך
pukul wib wita wit
kl den d klo
v ve v hod
la ora
στις
ב ל
令和 平成 昭和
ص م
uk
上午 下午 午前 午後 오전 오후 於 于
new york`)

// labels say what date follows.
var labels = labelTable(map[int]string{
	published: `published posted publication issued released created dated publish written first originally filed
veröffentlicht veröffentlichung publiziert verfasst erschienen erstellt stand datum
publié publiée parution posté mis ligne
publicado publicada fecha creado
criado data
pubblicato pubblicata
gepubliceerd geplaatst
opublikowano dodano data publikacji
опубликовано опубликована дата публикации опубліковано
yayınlanma yayın tarihi giriş eklenme
نشر تاريخ النشر نشرت
منتشر شده تاریخ انتشار زمان انتشار
प्रकाशित पब्लिश्ड पब्लिश प्रकाशन तिथि दिनांक
đăng xuất bản
diterbitkan dipublikasikan
publicerad publicerat publiceret udgivet offentliggjort lagt publisert julkaistu
publikováno vydáno zveřejněno
publicat publicată publicării
közzétéve megjelent
δημοσιεύτηκε δημοσίευση
פורסם
发布 发表 时间 发布时间 公開 公開日 掲載 投稿日 投稿 配信 입력 등록 기사입력 승인 기사승인 송고 작성 작성일 게시 발행`,
	modified: `updated update modified edited revised reviewed last changed
aktualisiert aktualisierung letzte geändert bearbeitet update
actualisé modifié jour màj maj mise
actualizado actualizada actualización última modificado modificación
atualizado atualizada atualização modificado última
aggiornato aggiornata aggiornamento ultimo modifica
bijgewerkt laatst gewijzigd
aktualizacja zaktualizowano
обновлено обновлена изменено оновлено
güncelleme güncellenme son güncellendi
تحديث آخر
بهروزرسانی بروزرسانی آخرین ویرایش
अपडेटेड अपडेट संशोधित अंतिम
cập nhật
diperbarui
uppdaterad uppdaterat senast opdateret sist oppdatert sidst päivitetty muokattu
aktualizováno upraveno
actualizat
frissítve módosítva
ενημερώθηκε τελευταία ενημέρωση
עודכן
更新 更新日 更新时间 更新日時 最終更新 最終更新日 修改 수정 최종수정 기사수정 업데이트`,
})

func labelTable(words map[int]string) map[string]int {
	t := map[string]int{}
	for kind, list := range words {
		for w := range wordset.Of(list) {
			if kind == modified || t[w] == 0 {
				t[w] = kind
			}
		}
	}
	return t
}

var relativeDays = wordset.Of("yesterday today gestern heute hier aujourd'hui ayer hoy ontem hoje ieri oggi gisteren вчера сегодня wczoraj dzisiaj bugün dün")

var agoAfter = wordset.Of("ago temu назад тому önce lalu geleden fa sitten sedan siden trước πριν پیش पहले 전 前")

var agoBefore = wordset.Of("vor hace há para acum před for för منذ לפני πριν")

var units = wordset.Of(`second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks month months mo year years yr yrs d h m w
sekunden minuten stunde stunden tag tagen tage woche wochen monat monaten jahr jahren
seconde secondes heure heures jour jours semaine semaines mois an ans
segundos minuto minutos hora horas día días semana semanas mes meses año años
dia dias mês ano anos minuti ore ora giorno giorni settimana settimane mese mesi anno anni
minuut uur dag dagen weken maand maanden jaar
минут минуты минуту часов часа час день дня дней недели недель месяц месяца месяцев год года лет
godzin godziny godzinę dni dzień tygodni miesięcy lat
dakika saat gün hafta ay yıl
timmar timme minuter dagar vecka veckor månad månader timer time minutter dager dage uke uker uge uger måned måneder år
tunti tuntia minuuttia minuutti päivää viikkoa kuukautta vuotta
hodinami hodinou minutami dny dnem týdny týdnem měsíci lety
ώρα ώρες λεπτά λεπτό μέρες ημέρες εβδομάδες μήνες χρόνια
שעה שעות דקה דקות ימים שבועות חודשים שנים
година годин години хвилин хвилини хвилину днів дні день тижні тижнів місяці місяців роки років godziny minuty minut tygodnie
ساعات ساعة دقيقة دقائق يوم يوما أيام أسبوع أسابيع شهر أشهر سنة سنوات ساعت دقیقه روز هفته ماه سال
घंटे घंटा मिनट दिन सप्ताह महीने साल
jam menit hari minggu bulan tahun giờ phút ngày tuần tháng năm
시간 분 일 주 개월 년 小时 小時 分钟 分鐘 天 周 个月 個月 時間 分 日 週間 か月 ヶ月
zile ore minute săptămâni luni ani`)

// unitsAgo are words for a length of time and that it is past: "3 órája", 3小时前.
var unitsAgo = wordset.Of("órája perce napja hete hónapja éve 小时前 小時前 分钟前 分鐘前 天前 周前 週前 个月前 個月前 年前 時間前 分前 日前 週間前 か月前 ヶ月前")

// vagueZones are names of time zones that mean several offsets.
var vagueZones = wordset.Of("et ct pt ist")

// otherwise are short names of months that are words of other kinds where no
// year is near: "Set 4", "Pro 12", "Mac 10".
var otherwise = wordset.Of("set out pro mac tra stu")

// IsWeekday reports the name of a day of the week, whole or short, in any of
// the languages.
func IsWeekday(word string) bool { return weekdays[strings.ToLower(word)] }

// A role is a set of places in which a word can be in a date line.
type role uint8

const (
	byItself role = 1 << iota // anywhere
	atFirst                   // at the beginning, except for the names of months
	after                     // after the first word, except for the names of zones
)

// roles holds the roles of all words, so that one look-up decides about most words.
var roles = func() map[string]role {
	r := map[string]role{"yang": after, "an": atFirst, "one": atFirst}
	add := func(words map[string]bool, role role) {
		for w := range words {
			r[w] |= role
		}
	}
	for w := range labels {
		r[w] |= byItself | atFirst
	}
	add(weekdays, byItself|atFirst)
	add(fillers, byItself|atFirst)
	add(relativeDays, byItself|atFirst)
	add(unitsAgo, byItself|atFirst|after)
	add(agoBefore, atFirst)
	add(units, after)
	add(agoAfter, after)
	add(vagueZones, after)
	return r
}()

// belongs reports whether a word can be in a date line, by itself.
func belongs(word string) bool { return roles[word]&byItself != 0 }

// startsDate reports words with which date lines begin.
func startsDate(word string) bool { return roles[word]&atFirst != 0 || dates.IsMonth(word) }

// follows reports words that come after the first one of a date line.
func follows(word string) bool {
	return len(word) < 3 || roles[word]&after != 0 || dates.IsZone(word)
}
