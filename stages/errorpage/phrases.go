package errorpage

import "slices"

// The formulations, folded: lower case, plain quotes, dashes and dots.

var botTitles = []string{
	"access denied",
	"access to this page has been denied",
	"are you a human?",
	"are you a robot?",
	"attention required!",
	"bot verification",
	"captcha",
	"checking your browser",
	"client challenge",
	"ddos-guard",
	"einen moment, bitte",
	"human verification",
	"just a moment",
	"one more step",
	"pardon our interruption",
	"please wait",
	"robot check",
	"security check",
	"security checkpoint",
	"un instant",
	"un momento",
	"verify you are human",
	"verifying you are human",
	"you have been blocked",
}

var botPhrases = []string{
	"checking if the site connection is secure",
	"checking your browser before accessing",
	"complete the security check to access",
	"confirm you are not a robot",
	"confirm you are human",
	"ddos protection by",
	"enable javascript and cookies to continue",
	"enable js and disable any ad blocker",
	"has been blocked by our security",
	"incapsula incident id",
	"needs to review the security of your connection",
	"our systems have detected unusual traffic",
	"performance & security by cloudflare",
	"please complete the captcha",
	"please stand by, while we are checking your browser",
	"press & hold to confirm",
	"pruefen sie, dass sie kein roboter sind",
	"verify that you are not a robot",
	"verify you are a human",
	"verify you are human",
	"verifying you are human",
	"you are unable to access",
	"you don't have permission to access",
	"you have been blocked",
	"your activity and behavior on this site made us think that you are a bot",
	"your ip address has been blocked",
	"your request has been blocked",
	"подтвердите, что вы не робот",
	"проверка браузера",
	"请完成安全验证",
}

var errorTitles = []string{
	"404 - not found",
	"404 error",
	"404 not found",
	"bad gateway",
	"error 404",
	"forbidden",
	"halaman tidak ditemukan",
	"internal server error",
	"nicht gefunden",
	"nie znaleziono strony",
	"not found",
	"oops! that page can't be found",
	"page introuvable",
	"page non trouvée",
	"page not found",
	"pagina niet gevonden",
	"pagina non trovata",
	"pagina nu a fost găsită",
	"página no encontrada",
	"página não encontrada",
	"sayfa bulunamadı",
	"seite nicht gefunden",
	"service unavailable",
	"sidan hittades inte",
	"sidan kunde inte hittas",
	"siden blev ikke fundet",
	"siden ble ikke funnet",
	"sivua ei löytynyt",
	"strona nie została znaleziona",
	"stránka nenalezena",
	"the page you were looking for doesn't exist",
	"this page can't be found",
	"this page could not be found",
	"this page isn't available",
	"trang không tồn tại",
	"η σελίδα δεν βρέθηκε",
	"сторінку не знайдено",
	"страница не найдена",
	"הדף לא נמצא",
	"الصفحة غير موجودة",
	"صفحه پیدا نشد",
	"ページが見つかりません",
	"页面不存在",
	"找不到页面",
	"페이지를 찾을 수 없습니다",
}

var errorPhrases = []string{
	"that page can't be found",
	"the page you are looking for could not be found",
	"the page you are looking for does not exist",
	"the page you are looking for doesn't exist",
	"the page you requested could not be found",
	"the requested url was not found on this server",
	"the server is temporarily unable to service your request",
	"this page isn't available",
	"we can't find the page you're looking for",
	"we can't seem to find the page you're looking for",
}

// errorStatuses are the HTTP statuses that error pages show.
var errorStatuses = map[string]bool{
	"400": true, "401": true, "403": true, "404": true, "405": true, "406": true, "408": true, "410": true,
	"418": true, "429": true, "451": true, "500": true, "501": true, "502": true, "503": true, "504": true,
	"520": true, "521": true, "522": true, "523": true, "524": true, "525": true, "526": true,
}

// statusNames follow the number of a status in a title.
var statusNames = []string{
	"access denied", "bad gateway", "bad request", "file not found", "forbidden", "gateway time", "gone",
	"internal server error", "method not allowed", "not acceptable", "not authorized", "not found",
	"page not found", "service temporarily unavailable", "service unavailable", "too many requests",
	"unauthorized", "web server is down", "connection timed out", "nicht gefunden", "seite nicht gefunden",
	"page introuvable", "página no encontrada", "página não encontrada", "pagina non trovata",
	"страница не найдена",
}

var javascriptPhrases = []string{
	"activate javascript",
	"aktivieren sie javascript",
	"enable javascript",
	"habilite javascript",
	"habilita javascript",
	"activer javascript",
	"javascript is disabled",
	"javascript is not available",
	"javascript is required",
	"javascript to be enabled",
	"requires javascript",
	"turn on javascript",
	"without javascript enabled",
	"включите javascript",
}

var consentTitles = []string{
	"before you continue",
	"bevor sie fortfahren",
	"bevor du fortfährst",
	"cookie consent",
	"ihre privatsphäre ist uns wichtig",
	"we value your privacy",
	"your privacy choices",
	"avant d'accéder",
	"votre vie privée est importante",
	"antes de continuar",
	"prima di continuare",
	"voordat je verdergaat",
}

var consentPhrases = []string{
	"accept all",
	"alle akzeptieren",
	"alle ablehnen",
	"accetta tutto",
	"aceptar todo",
	"aceitar tudo",
	"alles accepteren",
	"cookie-einstellungen",
	"cookie policy",
	"cookie settings",
	"manage preferences",
	"our partners",
	"reject all",
	"rifiuta tutto",
	"rechazar todo",
	"store and/or access information on a device",
	"tout accepter",
	"tout refuser",
	"unsere partner",
	"we use cookies",
	"wir verwenden cookies",
	"withdraw your consent",
	"zustimmen",
}

var loginTitles = []string{
	"acceder",
	"accedi",
	"anmelden",
	"anmeldung",
	"connexion",
	"einloggen",
	"iniciar sesión",
	"log in",
	"log in to continue",
	"log into facebook",
	"login",
	"member login",
	"please log in",
	"se connecter",
	"sign in",
	"sign in to continue",
	"you must be logged in",
	"вход",
	"войти",
	"登录",
	"ログイン",
}

var loginPhrases = []string{
	"contraseña",
	"forgot password",
	"forgot your password",
	"forgotten password",
	"mot de passe",
	"passwort",
	"password",
	"пароль",
	"密码",
	"パスワード",
}

// acceptLabels are the buttons of a consent wall.
var acceptLabels = []string{
	"accept", "accept all", "accept all cookies", "accept and close", "accept and continue", "accept cookies", "accetta", "accetta e continua", "accetta tutti",
	"accetta tutto", "accepteren", "aceitar", "aceitar todos", "aceitar tudo", "aceptar", "aceptar todas", "aceptar todo", "aceptar y continuar", "agree", "agree and continue",
	"akceptuję", "akzeptieren", "akzeptieren und weiter", "alle akkoord", "alle akzeptieren", "alle cookies akzeptieren", "alle zulassen",
	"allow all", "allow all cookies", "alles accepteren", "alles akzeptieren", "continue without accepting", "continuer sans accepter", "einverstanden", "godkänn alla", "got it",
	"hyväksy kaikki", "i accept", "i agree", "ich stimme zu", "j'accepte", "kabul et", "ok", "přijmout vše", "tillad alle", "tout accepter", "tümünü kabul et", "zaakceptuj wszystko", "zgadzam się",
	"zustimmen", "zustimmen und weiter", "принять", "принять все", "同意", "同意する", "すべて同意する", "接受全部", "全部接受", "모두 동의", "모두 수락", "قبول الكل",
}

// questionWords begin questions, explanations and instructions, which messages
// do not have, but articles about them.
var questionWords = []string{
	"how", "why", "who", "whose", "what is", "what are", "what does", "what do", "what a", "do i", "do we", "can i", "is it", "are there",
	"wie", "warum", "wieso", "weshalb", "wer", "was ist", "was sind", "was bedeutet", "was macht",
	"comment", "pourquoi", "qui", "qu'est-ce", "à quoi", "cómo", "¿cómo", "por qué", "¿por qué", "¿qué", "qué es", "quién", "¿quién",
	"perché", "che cos'è", "cos'è", "chi", "por que", "o que é", "o que são", "quem", "hoe", "waarom", "wat is", "wat zijn", "wie is",
	"hur", "varför", "vad är", "hvordan", "hvorfor", "hvad er", "hva er", "miten", "miksi", "mikä", "jak", "dlaczego", "co to", "czym", "proč", "co je",
	"hogyan", "miért", "mi az", "cum", "de ce", "ce este", "nasıl", "neden", "nedir", "как", "почему", "зачем", "что такое", "кто", "як", "чому", "що таке",
	"πώς", "γιατί", "τι είναι", "bagaimana", "mengapa", "apa itu", "làm thế nào", "tại sao",
}

// knownQuestions are those that messages do ask.
var knownQuestions = []string{
	"are you a human", "are you a robot", "are you human", "can't find what you're looking for", "didn't find what you were looking for",
	"don't have an account", "don't have an account yet", "forgot password", "forgot your password", "forgotten password", "forgotten your password",
	"have you forgotten your password", "how can i resolve this", "how did this happen", "how do i fix this", "how do i resolve this", "looking for something", "lost your password", "need an account",
	"need help", "new here", "new user", "not a member", "not a member yet", "not registered", "not registered yet", "what can i do", "what can i do about it",
	"what can i do to prevent this in the future", "what can i do to resolve this", "what can you do", "what do i do now", "what happened", "what should i do", "what went wrong", "why am i seeing this", "why am i seeing this page",
	"why did this happen", "why do i have to complete a captcha", "why have i been blocked", "why was i blocked", "you don't have an account",
	"haben sie ihr passwort vergessen", "noch kein konto", "noch kein mitglied", "noch nicht registriert", "passwort vergessen", "sind sie ein roboter", "was ist passiert", "was kann ich tun",
	"mot de passe oublié", "pas encore de compte", "pas encore inscrit", "vous avez oublié votre mot de passe", "vous n'avez pas de compte", "êtes-vous un robot", "que s'est-il passé",
	"has olvidado la contraseña", "has olvidado tu contraseña", "no tienes cuenta", "no tienes una cuenta", "olvidaste tu contraseña", "olvidó su contraseña", "qué ha pasado",
	"hai dimenticato la password", "non hai un account", "non sei registrato", "password dimenticata", "esqueceu a senha", "esqueceu sua senha", "não tem uma conta", "wachtwoord vergeten", "nog geen account",
	"glömt lösenord", "glemt adgangskode", "glemt passord", "har du glömt lösenordet", "unohditko salasanan", "nie pamiętasz hasła", "zapomniałeś hasła", "nie masz konta", "zapomněli jste heslo", "elfelejtette jelszavát",
	"şifremi unuttum", "şifrenizi mi unuttunuz", "забыли пароль", "нет аккаунта", "забули пароль", "ξεχάσατε τον κωδικό", "lupa kata sandi", "quên mật khẩu",
	"パスワードをお忘れですか", "パスワードを忘れた方", "忘记密码", "비밀번호를 잊으셨나요", "نسيت كلمة المرور",
}

// phraseLists are all phrases that messages say, whatever their kind.
var phraseLists = [][]string{
	botTitles, botPhrases, errorTitles, errorPhrases, statusNames, javascriptPhrases, consentTitles, consentPhrases,
	loginTitles, loginPhrases, acceptLabels, knownQuestions,
}

// isPhrase reports a phrase of any list.
func isPhrase(s string) bool {
	for _, list := range phraseLists {
		if slices.Contains(list, s) {
			return true
		}
	}
	return false
}
