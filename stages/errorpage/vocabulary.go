package errorpage

import (
	"slices"
	"strings"
	"sync"
)

// interfaceWords are the words by which pages refer to themselves, to the
// visitor's browser and to what went wrong, folded, by language. A word with a
// star stands for all that begin so.
const interfaceWords = `
	access* account* activat* address* administrator* admin advertis* agree* allow* app application* apologi* attempt*
	automat* available availab* back ban banned bing block* bookmark* bot bots broken browse* browser* button* cache* captcha*
	change* check* choice* choos* chrome click* clear* client close* cloudflare code complet* com com's comput* confirm* connect*
	consent* contact* content contents continu* cookie* correct* customer* data ddos default deleted deny denied desktop detect*
	device* disable* disallow* display* does doesn* domain* down download* edge email* e-mail* enable* encounter* enter* entry
	error* exist* expir* explor* extension* facebook fail* feature* few file* filter* find firefox firewall
	follow* forbidden forgot* form found full function* gateway gone google guide* help* home homepage host* http https human* id identi* incident
	incorrect* index instruct* internal internet invalid issue* javascript js key link* load* locat* log logged login log-in
	maintenance malicious manage* menu method* minutes miss* mistyp* misspell* moment* mov* navigat* network new newsletter*
	nginx online open* option* outdated overload* owner* page* partner* password* patien* permission* permit*
	personal* phone phrase plugin* policy policies postmaster prefer* press prevent* previous* privacy problem* proceed* process* protect* provide*
	proxy purpose* ray reach* read* reason* recaptcha redirect* refer* refresh* register* registr* reject* reload* remember* remov* renamed
	report* request* require* resolv* resource* respon* restrict* result* retry return* review* robot* rule* safari script*
	search* second* secur* see seeing seem* seem* select* sent server* service* session* setting* sign signed similar site* sitemap slow
	soon sorry spell* store* submit* subscrib* suggest* support* suspicious system* team technical* technolog* temporar* term terms
	third-party third tracking
	abuse action* rights reserved skip copyright audience engagement inconvenience improve measure* online otherwise outages shortly statistics understand* certain command malformed sql word attack* backend below believe* bottom browsing characters critical database deliver* develop* did fetch fraud immediately included including
	latest list located location logo maximum meditation modern occur* optional options perform* performing possible power prevent* profile* quick recommend* regain* result* right running scheduled
	secure* short several site's solution spam standard step switch* tools trigger* true types unique update* updating varnish xid guru apache port file directory
	exception console client-side ad ads personalised personalized identifiers create* existing accounts traffic troubl* try trying type typed unable unavailable undergo* unauthori* unexpected unknown
	unsupported unusual updat* upgrade* url urls use used user* username using valid verif* version* via view* visit* vpn wait* web
	webmaster* website* websites window wrong www work* working
	news sport sports culture politics business about opinion world topics sections imprint legal subscribe menu jobs shop advertise faq events archive archives

	abgelaufen ablehn* adresse* akzeptier* aktiv* aktualisier* anbieter* anfrag* angefordert* angezeigt* anmeld* anzeig* aufgerufen* aufruf* auswahl* berechtigung* zuzugreifen zugreif* später personalisiert* werbung anzubiet* anbiet* informationen
	autom* besteh* besuch* bestätig* browser* cookie* daten* datenschutz* deaktivier* dienst* einstellung* einwillig* eingegeb* eingab* entfernt*
	erforderlich* erneut erreichbar* existier* fehler* fortfahr* funktion* gefunden* gelöscht* gerät* gesperrt* gesucht* gewünscht* geändert* hilfe
	ihnen impressum inhalt* klick* konto* kontakt* kundenservice lade* laden leider melden mensch* minuten* moment mögliche* menschlich* neu
	nutz* nutzer* nutzung* öffn* partner* passwort* privatsphäre probier* prüf* roboter* rückruf schließ* seit* seite* server* sicherheit* speicher* startseite* such* suche* technisch* technolog*
	überprüf* umbenann* umgezog* unterstütz* ungültig* ursache* url verarbeit* vergessen* verschoben* verfügbar* versuch* verwend* veraltet* verweiger* vorübergehend* wartung* web webseite* website* weiter* widerruf* wieder* zugang* zugriff* zulass* zurück* zustimm* zweck*

	accept* accès accéd* accueil activ* actualis* administrateur* adresse* affich* annonce* appareil* autoris* bloqu* bouton* charg* choix cliqu* compte* confidential* confirm* connect* connexion* consent* consult* contact* contenu* continu* cookie* demand* désactiv* déplac* désol* disponib* données emplacement erreur* essa* existe* fonction* formulaire humain* identifi* incorrect* indisponib* instant* interdit* introuvable* javascript lien* lu maintenance menu messag* mot moteur* navigateur* navig* nouveau* page* paramètr* partenaire* passe patient* permett* permis* plan plus préféren* problème* protég* rafraîch* recharg* recherch* redirig* refus* requête* ressource* retour* retrouv* robot* saisi* sécuri* serveur* service* session* site* stock* supprim* technique* techno* tout trouv* utilis* valid* vérif* version* vie privée visit*

	acced* acceso* aceptar* acept* activ* actualiz* administrador* anuncio* archiv* aviso ayuda bloque* botón* buscá* busca* busc* cambi* carg* clic* comprueb* confirm* conexión* configur* consent* contact* contenid* contraseña* cookie* correo corrección* correcta* datos denegad* dirección* disculp* disponible* dispositivo* elimin* encontr* encuentr* enlace* error* escrit* esper* exist* funcion* gestion* habilit* humano* inicio inici* intent* interna javascript lamenta* link* mantenimiento* menú momento* movid* navegador* naveg* nuev* página* permis* permit* personal* perdón política* preferencia* principal problema* proces* proteg* portada privacidad recarg* rechaz* recurso* redirig* regres* robot* segur* servicio* servidor* sesión sitio* socios solicit* soporte tecnolog* temporal* usted usuario* utiliz* usa* usar* uso validez verific* versión* visit* volver vuelv* web

	abilit* accedi acceder* accesso accett* aggiorn* aiuto amministrator* attend* attiv* autorizz* blocc* browser* caric* cerc* clicc* collegament* condivid* conferm* connession* consens* contatt* contenut* cookie* continu* controll* corrett* dati digitat* disabilit* dispiace* disponibil* dispositivo* elimin* errore* esist* funzion* gestisc* home impostazion* indirizz* indietro interno javascript link* manutenzion* minut* moment* motor* navig* negat* non nuov* pagin* password partner pazienz* permess* personalizz* possibil* preferenz* principale privacy problem* protez* prov* ricaric* ricerc* richiest* rifiut* rimoss* riprov* risors* robot* scusa* server* servizi* sessione sicurezz* sito spiacent* spostat* supporto tecnic* tecnolog* temporane* torn* trova* trovat* uman* utente* utenti utilizz* verific* version* visita*

	aceit* acess* administrador* ajuda aguard* atualiz* ativ* autoriz* bloque* busc* carreg* cliqu* conex* configura* confirm* consent* contat* contact* conteúd* continu* cookie* corret* dados desculp* digit* disponí* dispositivo* encontr* endereç* entr* erro* existe* ficheiro* funcion* gerir gerencia* habilit* humano* indisponí* inexistente iníci* início inicial intern* javascript link* manutenção* mensagem minut* moment* movid* naveg* negad* página* parceiros pedid* permis* permit* pesquis* preferênci* privacidade problema* process* proteg* procur* recarreg* recurso* recus* rejeit* remov* robô* segur* senha* servidor* serviço* sess* sítio* site* solicita* suporte técnic* tecnolog* temporari* tent* tente utiliz* uso usar usuári* verific* vers* visit* volt*

	aangevraagd* aanmelden accepter* adres* account* akkoord* apparaat* bekijk* bestaat* bevestig* bezoek* browser* cookie* controleer* doorgaan fout* geblokkeerd* gebruik* gegevens geldig* geaccepteerd* geen gevonden geweigerd* gezocht* helaas herlaad* hoofdpagina ingeschakeld* inhoud* inlog* instelling* javascript klik* laden link* mens menselijk momenteel* naar nieuw* niet* onderhoud* ongeldig* opgevraagd* opnieuw pagina* partners personaliseer* privacy probeer* probleem* robot* schakel* server* sessie site* startpagina* technologie* tijdelijk* toegang* toestemming* terug typ* url verder* verplaatst* verwijder* veilig* verzoek* voorkeur* wachtwoord* website* weiger* zoek* zoekt

	accepter* adresse* adress* anmod* behandl* behöv* bekræft* bekräft* besøg* besök* blokker* block* brug* bruk* bruger* bruker* cookie* cookies* data* eksister* existerar* fejl* feil* fel felet finnes finns fjernet flytta* flyttet forsid* försök* forsøg* forsøk* godkän* godta* godkend* hemsid* hitta* hittad* hjem* hjælp* hjälp* hjelp* hem indhold* innehåll* innhold* innstilling* inställning* indstilling* javascript klik* klikk* klicka* konto* kontakt* kontroller* kund* länk* lenke* link* lösenord* logg* log* menneske* människa* nekad* nettleser* nettsted* nytt* ny oppdater* opdater* uppdater* personvern* partnere partners prøv* pröv* robot* samtyk* samtyck* server* sid* sida* siden* sidst* slett* slet* søg* søk* sök* startsid* tilgang* adgang* åtkomst* tilgjengelig* tilgængelig* tillgänglig* tillat* tillåt* tjenest* tjänst* tilbag* tilbake tillbaka vedlikehold* vedligehold* underhåll* webbläsar* webbplats* vänta vent* webside* hjemmeside*

	sivu* sivust* osoite* palvelin* palvelu* selain* eväst* hyväksy* hylkää* hae haku* etusivu* löyd* löyt* poistettu* siirretty* virhe* yritä uudelleen pääsy* estetty* kirjaudu* salasana* asetu* tarkista* olet ihminen robotti* javascript* ota käyttöön* linkki* linkin vanhentun* kump*

	strona strony stronę stronie stroną adres* akcept* błąd* błęd* dostęp* dostępn* dane danych istniej* konto kont* cook* ciastecz* człowiek* wczytaj* główn* hasł* javascript* klik* kontakt* link* naciśn* nieprawidłow* odmow* odmówion* odrzu* odśwież* partner* plik* ponownie poszukiw* potwierdź* powrót* powróć* prywatnoś* przeglądar* przenies* przepras* robot* serwer* serwis* serwisu sprawdź* spróbuj* szuka* szukan* technicz* tymczasow* ustawi* usług* usunię* użyj* używ* weryfik* włącz* wpisan* wróć* wyszuk* zabloko* zalog* zezwól* zgod* znalezi* znaleź* zmien* żądan* przerw* technologi* uprawnie* stronie strony przechow* urządz* zaakcept*

	strán* strank* stránk* adres* nenalez* neexist* nebyl* nepodař* požad* hled* hľad* vyhled* zkus* skúste server* chyb* přístup* prístup* odepř* zamietn* soubor* cookie* souhlas* súhlas* přij* prij* odmít* odmiet* nastav* domů úvod* domov* zpět späť heslo* přihlá* prihlá* prohlíž* prehliad* javascript* povol* zapn* robot* člověk* ověř* smazán* přesun* odstran* omlouv* ospravedl* kontakt* odkaz* dočasn* údržb* aktualiz*

	oldal* lap található* létezik* kért* keres* kezdőlap* vissza* hiba* hozzáfér* megtagadva* sütik* süti* elfogad* elutasít* beállítás* kiszolgáló* szerver* böngésző* javascript* engedély* jelszó* bejelentkez* robot* ember* ellenőri* törölt* áthely* sajnál* próbál* link* hivatkoz* partner* frissít* karbantart*

	pagin* găsi* gasit* negăsit* exist* căut* caut* solicit* încerc* server* eroare* acces* interzis* refuzat* cookie* accept* respinge* setăr* acasă* înapoi parol* autentific* browser* javascript* activ* robot* uman* verific* șters* ștears* mutat* adres* ne_pare scuze* temporar* întreținere* actualiz* parteneri*

	sayfa* bulunama* aradığınız* adres* hata* sunucu* erişim* engellen* reddedil* çerez* kabul reddet* tercih* ayar* ana anasayfa* anasayfaya geri şifre* parola* giriş* tarayıcı* javascript* etkinleştir* robot* insan* doğrula* silin* taşın* kaldır* üzgün* tekrar dene* deneyin* bağlantı* güncelle* bakım* geçici* site* mevcut* istediğiniz* kontrol hizmet* kullanıl* kullanıyoruz ortak* gizlilik*

	страниц* найден* найти* существу* адрес* ошибк* ошибка сервер* доступ* запрещ* ограничен* заблокир* куки cookie* файл* принять* принима* принят* отклон* отказ* настройк* настрои* главн* назад вернуть* вернитесь перейти* перейдите парол* войти вход* войдите логин* браузер* javascript* включ* отключ* робот* человек* подтверд* проверк* проверь* удален* удалён* перемещ* перенес* извинит* извиня* сожален* попробу* повтор* ссылк* обновит* обнови* обновл* временн* техническ* работ* сайт* запрос* запраш* запрош* использу* партнер* партнёр* конфиденциальн* поиск* искать* ищете страница* недоступн* поддерж* неверн* неправильн* набран* введ* данны* соглас* соглаша* продолж* обратит* служб* подключ* соедин*
	сторінк* шукає* шукат* знайден* знайти* існує* адрес* помилк* сервер* доступ* заборон* обмежен* заблокован* файл* прийня* відхил* налаштуван* головн* повернут* перейти* пароль* увійти вхід* браузер* увімкн* робот* людин* підтверд* перевір* видален* переміщ* вибач* спробуй* посилан* оновіт* оновит* тимчасов* технічн* сайт* запит* використову* партнер* приватн* пошук* недоступн*

	σελίδα* βρέθηκε* υπάρχει* αναζητ* διεύθυνση* σφάλμα* διακομιστ* πρόσβαση* απαγορ* δεν_επιτρέπ* cookies αποδοχή* αποδέχ* απόρριψη* ρυθμίσ* αρχική* επιστροφή* κωδικ* σύνδεση* συνδεθ* πρόγραμμα περιήγησ* javascript ενεργοποι* ρομπότ άνθρωπος επαλήθευσ* επιβεβαι* διαγραφ* μετακιν* συγγνώμη λυπ* δοκιμάσ* σύνδεσμ* ενημέρω* προσωριν* ιστοσελίδα* ιστότοπ* ζητήσατε* ζητ* συνεργάτ* απόρρητο*

	halaman* ditemukan* alamat* cari* mencari* server* kesalahan* akses* ditolak* diblokir* cookie* terima* menerima* tolak* pengaturan* beranda* kembali* kata sandi masuk* peramban* browser* javascript* aktifkan* robot* manusia* verifikasi* dihapus* dipindah* maaf* coba* tautan* perbarui* sementara* situs* permintaan* tersedia* mitra* privasi* tidak_ada anda_cari
	trang* không_tồn yêu cầu tồn tại tìm kiếm thấy xóa xoá địa chỉ lỗi máy chủ truy cập từ_chối chặn cookie chấp nhận từ chối cài đặt trở về quay lại mật khẩu đăng nhập trình duyệt javascript bật robot xác minh xác nhận người di chuyển rất tiếc xin lỗi thử liên kết cập nhật tạm thời khả dụng`

// functionWords say nothing about the subject of a text, in the languages of
// interfaceWords.
const functionWords = `
	a an and any are as at be because been before being below both but by can cannot can't could do don't didn't doesn't for from get go going
	had has haven't have here here's how if in into instead is isn't it it's its just let's like looks make many may maybe might more most much must need needs
	no not now nothing of off okay ok on once one or other our out over perhaps please re so some something sure take than that that's the their them
	then there there's these they this those through time to too under until unfortunately up us very want was wasn't way we we'd we'll we're we've were weren't what what's when
	where which while who will with within without won't would yes yet you you'd you'll you're you've your yours yourself again also always all every
	oops whoops uh oh huh hmm hello hi thank thanks welcome dear currently either least long really actually still already next
	aber alle allen aller alles als am an auch auf aus bei beim bis bitte da dabei damit dann das dass dem den denn der deren des dich die dies diese diesem diesen dieser dieses dir doch du durch ein eine einem einen einer eines
	er es etwas für ggf geben gibt haben habe hat hier hierzu ich ihr ihre ihrem ihren ihrer im in ist jetzt kann keine keinen können könnte man mehr mit möchten möglicherweise muss müssen nach nicht noch nun nur ob oder ohne sein sich sie sind sollte sollten so über um und uns unser unsere unserem unseren unserer unter vom von vor wenn werden wie wir wird wurde wurden zu zum zur zwischen wegen um
	ai après au aucun aussi autre autres aux avec avez avons bien ce ceci cela ces cet cette chez comme dans de des deux donc du elle en encore est et être été eu faire il ils je la le les leur lui l' d' n' s' qu' c' j' m' mais merci ne ni nos notre nous on ont ou où par pas peut peut-être pour pouvez pouvons qu que quelques qui sa sans se ses si soit son sont sous sur te toutes tous très un une vers veuillez vos votre vous y à afin doit devez plusieurs
	a al algo algunas algunos antes aquí así aun aunque cada con cual cuando de del desde donde dos e el ella en entre era es esa ese eso esta estamos estar estas este esto está están estos fue ha haber hacer haga hacia han has hay la las le les lo los mas más me mientras mi muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o para pero poder podemos por porque posible posiblemente pueda puede pueden puedes que quizá quizás se sea ser si sido sin sobre son su sus sí también te tener tiene todo todos tu tus u un una uno unos y ya
	abbiamo ad ai al alla alle allo anche ancora che ci come con cui da dai dal dalla dalle degli dei del della delle dello di dove e ed essere fai fare favore gli ha hai hanno i il in la le lo loro ma mai meno mentre mi nei nel nella nelle nello noi nostra nostri nostro o oppure ora per perché piace più po può puoi purtroppo quale quando quella quello questa queste questi questo qui se sei senza si siamo sia sono sta stai stata stato stiamo su sua sue sul sulla sulle suo suoi ti tra tua tue tuo tuoi tutte tutti tutto un una uno vai vi voi vostra vostro è
	ao aos as até como com da das de dela deles do dos e ela ele em entre era essa esse esta este está estamos eu favor fazer foi isso isto já lhe mais mas me mesmo meu minha muito na nas nem no nos nossa nossas nosso nossos não num numa o os ou para pela pelas pelo pelos pode podem por porque possível pouco qual quando que quem se seja sem ser será seu seus sua suas são só também te tem ter todas todos tudo um uma você vocês à às é ops
	aan al alle als alstublieft bent bij daar dan dat de deze die dit door een eens er even gaan geen gelieve graag haar heb hebben heeft het hier hij hoe hun ik in is je jij jouw kan kon kunnen kunt maar meer met moet mijn misschien na naar niet nog nu of om onder onze ons ook op over te toch tot tussen u uit uw van veel via voor wanneer was wat we wel werd wij wil wilt worden wordt zal ze zich zijn zo zonder zou
	af alt at att av bara blev ble blir bliver da de deg dem den denna dessa det detta dette dig din ditt dina dit dine du där efter eft eller en er ett et for fra från får för gå går ha han har hvis har här hun här i igen igjen ikke ikke inte ingen ingenting inn intet jag jeg kan kanske kanskje måske kunde kunne man med mer mere mot må måste nå når när nu något noe noget och og om op opp oss os på sig sin skal ska som så til till under upp ur ut vad vara var vår våra vi via vil vill ved vores vær være åt være venligst vennligst vänligen tyvärr desværre dessverre
	ei ja jos mutta myös on ole olet oli olisi se sen sinun siis tai tämä tämän tätä tällä voi voit ovat ehkä että kun kuin mitä
	ale a aby by być był była było cię ci co czy dla do go gdy i ich ją jak jako je jest jeśli już lub ma mamy może możesz możliwe można my na nad nam nas naszego nasze naszej nie nim o od ona ono oraz po pod poniżej ponieważ przez przed przy proszę się są ta tak także te tego tej ten to tu tylko twoja twój twoje w we więc z za ze został została zostały że żeby aktualnie niestety
	a aby ani ano až bez by byla bylo byl co do i jak je jej jeho jsem jsme jste jsou k ke která které který kterou možná může můžete na nám naše naší není nebo o od po pod pokud prosím prosíme před při s se si so sa som ste sú ak alebo táto tato tento ta to tuto tu u v ve vám váš vaše vás však z za ze že bohužel
	a az és egy nem hogy ha vagy is van volt csak már meg ezt ez el fel be ki de kérjük önnek ön nincs lehet kell
	a al ale au ca că ce cu cum da dacă de din dvs este fi fost în înainte între la mai ne noastre noastră nu o pe pentru poate prin rugăm sa să sau se si și sunt te un una va vă că care ați aceasta această acest
	bir bu bunu da daha de değil edin edebilirsiniz en gibi için ile ise ve veya ya lütfen olabilir olarak olan olduğundan olmuş oldu siz sizi size sizin ne mi mı var yok şu tüm ki
	а без бы был была были было быть в вам вас ваш ваша ваше вашего вашей вами вашем вашему вашу во возможно все вы где для до его если ее её еще ещё же за и из или им их к как когда который которая которую ко ли либо мы на нам нас наш наша не него нее нет ни но о об он она они от по под пожалуйста при с со так также то того только тот у уже чтобы что эта это этого этой этом эту я можете может мог могла
	а або але б без був було ваш ваша ваше вас ви він вона для до є з за зі і й його її або на наш не немає ні о об від по при про та так також те то тут у це цю ця цього ми що щоб як якщо можливо ласка будь можете
	η ο το τα τις τους του της των οι και σε με για από που δεν είναι να θα στο στη στην στον στα ή αν σας μας έχει έχετε ένα μια μπορεί παρακαλούμε παρακαλώ αυτή αυτό
	ada adalah anda atau dan dari dengan di di ini itu jika kami karena ke kita lagi mungkin oleh pada saat silakan sudah tidak untuk yang telah bisa dapat sini
	bạn bị có các cho của đã đang để đến đó được hãy hoặc không là mà nếu này những tôi từ và vào vui lòng với về một`

// tellingWords are the words of somebody who tells or explains something: first
// and third person, verbs of saying and meaning. Words that mean something
// harmless in another language of the list are left out.
const tellingWords = `
	i i'd i'm i've he he's his him she she's said says asked told replied answered wrote laughed smiled mr mrs ms
	myself anyone anybody somebody getting gets tried yesterday means meant indicates indicated defined refers called happens
	mein meine meinem meinen meiner jemand gestern bekomme heißt bedeutet
	signifie signifient significa significan betekent betyder oznacza znamená anlamına означает
	sagt sagte sagten fragte erzählt erzählte antwortete schrieb lachte steht stand
	dit-il dit-elle disait demanda demande répondit raconte écrit dit-on
	dice dicen dijo dijeron decía pidió pedía contó escribió respondió preguntó
	disse dissero diceva chiese chiede racconta scrisse rispose dicono
	disseram dizia dizem perguntou contou escreveu respondeu
	zei zegt zeggen vroeg vertelde schreef antwoordde
	sade säger frågade berättade sagde siger spurgte fortalte sa sier spurte
	sanoi sanoo kysyi kertoi
	powiedział powiedziała mówi mówił zapytał napisał
	řekl řekla říká zeptal napsal povedal hovorí
	mondta mondja kérdezte spus spune întrebat
	dedi söyledi sordu anlattı yazdı
	сказал сказала сказали говорит говорил спросил спросила написал ответил рассказал
	сказав сказала каже спитав написав відповів
	είπε λέει ρώτησε berkata ujar`

// A vocabulary looks words up.
type vocabulary struct {
	exact    map[string]bool
	prefixes []string // sorted
}

func newVocabulary(list string) vocabulary {
	v := vocabulary{exact: map[string]bool{}}
	for _, w := range strings.Fields(list) {
		if stem, ok := strings.CutSuffix(w, "*"); ok {
			v.prefixes = append(v.prefixes, stem)
		} else {
			v.exact[w] = true
		}
	}
	slices.Sort(v.prefixes)
	v.prefixes = slices.Compact(v.prefixes)
	return v
}

// has reports whether word is a word that is listed, or begins with a stem that
// is.
func (v vocabulary) has(word string) bool {
	if v.exact[word] {
		return true
	}
	for end := range word {
		if end < 2 {
			continue
		}
		if _, ok := slices.BinarySearch(v.prefixes, word[:end]); ok {
			return true
		}
	}
	_, ok := slices.BinarySearch(v.prefixes, word)
	return ok
}

// vocabularies are the vocabularies, read when the first page asks for them.
var vocabularies = sync.OnceValue(func() (v struct{ ofInterface, function, telling vocabulary }) {
	v.ofInterface, v.function, v.telling = newVocabulary(interfaceWords), newVocabulary(functionWords), newVocabulary(tellingWords)
	return v
})

// interfaceTerms are interfaceWords for scripts that are written without spaces
// or join what others separate: what is left of a sentence without them is what
// it says besides. Longer terms come before those they contain.
var interfaceTerms = longestFirst(strings.Fields(`
	申し訳ございません 申し訳ありません 見つかりませんでした 見つかりません ページ お探しの 指定された ご指定の 存在しません 存在しない 削除された 削除 移動 変更 された 可能性があります 可能性 ございます
	サーバー エラー アクセス 拒否 されました 許可 権限 がありません ありません ください 下さい お使いの ご利用 ブラウザー ブラウザ 有効 無効 にして javascript クッキー 同意する 同意 すべて 全て 受け入れる 許可する 設定 管理
	ログイン パスワード メールアドレス 忘れた 方は こちら トップページ トップ ホーム 戻る 戻り へ 検索 確認 ロボット ではない 人間 である こと 一時的 メンテナンス中 メンテナンス 中です お待ち しばらく 再度 お試し サイト 続ける 使用して います しています または
	お客様 お手数 ですが 現在 更新 リンク アドレス url です ます した ない から まで なお
	页面 不存在 找不到 未找到 您 访问 请求 的 已被 删除 移动 可能 或 服务器 错误 禁止 拒绝 限制 权限 没有 被 浏览器 启用 开启 请 cookie 接受 同意 全部 拒绝 设置 管理 隐私 返回 首页 登录 密码 忘记 账号 用户名 邮箱 手机号 验证 安全 完成 不是 机器人 人机 确认 稍候 稍后 再试 重试 刷新 系统 维护 暂时 无法 网站 地址 输入 检查 是否 正确 链接 继续 抱歉 对不起 出错了 了 网络 连接 搜索 联系 管理员 我们 使用 技术 以 正在 需要 网页
	頁面 找不到 您 訪問 請求 已被 刪除 移動 伺服器 錯誤 權限 沒有 瀏覽器 啟用 請 設定 隱私 返回 首頁 登入 密碼 忘記 帳號 驗證 機器人 確認 稍候 稍後 再試 系統 維護 暫時 無法 網站 網址 輸入 檢查 連結 繼續
	페이지 찾을 수 없습니다 없는 요청하신 요청한 요청 존재하지 않는 않습니다 삭제 이동 변경 주소 서버 오류 접근 거부 차단 되었습니다 되었거나 권한 브라우저 자바스크립트 javascript 활성화 사용 설정 쿠키 동의 모두 수락 허용 거부 관리 로그인 비밀번호 아이디 찾기 회원가입 홈 으로 돌아가기 이전 메인 검색 확인 로봇이 아닙니다 사람 인지 보안 일시적 점검 중입니다 잠시 후 다시 시도 기다려 주세요 주시기 바랍니다 바랍니다 죄송합니다 입력 잘못 이용 불편 해 하여 하세요 합니다 에서 를 을 가 이 는 은 의 로
	الصفحة صفحة غير موجودة موجود عذرا عذرًا عفوا التي تبحث عنها لم يتم العثور على العنوان الرابط الخادم خطأ الوصول مرفوض محظور ممنوع إذن الإذن المتصفح متصفحك جافا سكريبت تفعيل يرجى الرجاء ملفات تعريف الارتباط قبول الكل رفض الإعدادات إعدادات الرئيسية العودة كلمة المرور تسجيل الدخول نسيت البريد الإلكتروني التحقق أنك لست روبوت إنسان حذف نقل نقلها حذفها تم المحاولة حاول مرة أخرى مؤقتا صيانة الموقع موقع طلب طلبك متاحة متاح البحث لاحقا
	صفحه پیدا نشد یافت مورد نظر شما وجود ندارد آدرس خطا سرور دسترسی مسدود اجازه مرورگر خود فعال کنید لطفا لطفاً کوکی پذیرش همه تنظیمات خانه اصلی بازگشت به رمز عبور ورود فراموش ربات نیستید تایید تأیید حذف منتقل شده است متاسفانه متأسفیم دوباره تلاش امتحان سایت درخواست جستجو
	הדף דף לא נמצא העמוד שחיפשת קיים מצטערים כתובת שגיאה שרת גישה הגישה נדחתה חסום דפדפן הדפדפן יש להפעיל עוגיות אשר קבל הכל דחה הגדרות דף הבית חזרה סיסמה שכחת התחברות כניסה אימות אינך רובוט נמחק הועבר נסה נסו שוב אתר האתר בקשה חיפוש
	ไม่พบ หน้า ที่คุณ ต้องการ ค้นหา หน้าเว็บ เว็บไซต์ เซิร์ฟเวอร์ ข้อผิดพลาด เข้าถึง ปฏิเสธ ถูกบล็อก เบราว์เซอร์ เปิดใช้งาน กรุณา โปรด คุกกี้ ยอมรับ ทั้งหมด ตั้งค่า กลับ หน้าแรก รหัสผ่าน เข้าสู่ระบบ ยืนยัน หุ่นยนต์ ลบ ย้าย ขออภัย ลอง อีกครั้ง
	पृष्ठ पेज नहीं मिला मौजूद आप खोज रहे हैं सर्वर त्रुटि पहुँच अस्वीकृत ब्राउज़र ब्राउज़र सक्षम करें कृपया कुकी कुकीज़ स्वीकार सभी सेटिंग होम वापस पासवर्ड लॉग इन सत्यापित रोबोट हटा दिया गया क्षमा पुनः प्रयास साइट अनुरोध
`))

func longestFirst(terms []string) []string {
	slices.SortFunc(terms, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(terms)
}
