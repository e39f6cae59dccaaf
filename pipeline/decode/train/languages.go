package main

// language says where the words of a language come from.
type language struct {
	tag      string
	wordfreq string   // list of wordfreq, by its file name
	django   []string // catalogues of Django
	iso      []string // catalogues of pycountry
	thai     bool     // the Thai lists of PyThaiNLP
	// letters belong to the spelling even if the sources have few of them.
	letters string
	// mix makes a model of several languages, for those that have none.
	mix []string
	// change turns words into the form they have in legacy encodings.
	change func(string) []string
}

// languages are those written in encodings of one byte per letter.
var languages = []language{
	{tag: "en", wordfreq: "large_en", django: []string{"en_AU"}},
	{tag: "de", wordfreq: "large_de", django: []string{"de"}},
	{tag: "fr", wordfreq: "large_fr", django: []string{"fr"}},
	{tag: "es", wordfreq: "large_es", django: []string{"es"}},
	{tag: "it", wordfreq: "large_it", django: []string{"it"}},
	{tag: "pt", wordfreq: "large_pt", django: []string{"pt", "pt_BR"}},
	{tag: "nl", wordfreq: "large_nl", django: []string{"nl"}},
	{tag: "ca", wordfreq: "large_ca", django: []string{"ca"}},
	{tag: "gl", django: []string{"gl"}},
	{tag: "ast", django: []string{"ast"}, iso: []string{"ast"}},
	{tag: "eu", django: []string{"eu"}, iso: []string{"eu"}},
	{tag: "af", django: []string{"af"}, iso: []string{"af"}},
	{tag: "lb", django: []string{"lb"}},
	{tag: "br", django: []string{"br"}, letters: "êñùüâ"},
	{tag: "fy", django: []string{"fy"}, iso: []string{"fy"}},
	{tag: "sv", wordfreq: "large_sv", django: []string{"sv"}},
	{tag: "da", wordfreq: "small_da", django: []string{"da"}},
	{tag: "nb", wordfreq: "large_nb", django: []string{"nb"}},
	{tag: "nn", django: []string{"nn"}, iso: []string{"nn"}},
	{tag: "fi", wordfreq: "large_fi", django: []string{"fi"}},
	{tag: "is", wordfreq: "small_is", django: []string{"is"}},
	{tag: "fo", iso: []string{"fo"}},
	{tag: "id", wordfreq: "small_id", django: []string{"id"}},
	{tag: "ga", django: []string{"ga"}},
	{tag: "gd", django: []string{"gd"}},
	{tag: "cy", django: []string{"cy"}, letters: "âêîôûŵŷïöä"},
	{tag: "mt", iso: []string{"mt"}, letters: "ċġħżàèìòù"},
	{tag: "eo", django: []string{"eo"}, letters: "ĉĝĥĵŝŭ"},
	{tag: "sq", django: []string{"sq"}, iso: []string{"sq"}},
	{tag: "pl", wordfreq: "large_pl", django: []string{"pl"}},
	{tag: "cs", wordfreq: "large_cs", django: []string{"cs"}},
	{tag: "sk", wordfreq: "small_sk", django: []string{"sk"}},
	{tag: "hu", wordfreq: "small_hu", django: []string{"hu"}},
	{tag: "sl", wordfreq: "small_sl", django: []string{"sl"}},
	{tag: "hr", wordfreq: "small_sh", django: []string{"hr", "bs", "sr_Latn"}},
	{tag: "ro", wordfreq: "small_ro", django: []string{"ro"}, change: romanian},
	{tag: "hsb", django: []string{"hsb", "dsb"}},
	{tag: "tr", wordfreq: "small_tr", django: []string{"tr"}},
	{tag: "lt", wordfreq: "small_lt", django: []string{"lt"}},
	{tag: "lv", wordfreq: "small_lv", django: []string{"lv"}},
	{tag: "et", django: []string{"et"}, letters: "äöõüšž"},
	{tag: "vi", wordfreq: "small_vi", django: []string{"vi"}, change: vietnamese},
	{tag: "und", mix: []string{"de", "fr", "es", "it", "pt", "nl", "ca", "sv", "da", "nb", "fi", "is", "af", "br", "ga", "gd", "cy", "sq", "eu", "fo"}, letters: "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßœšž"},

	{tag: "ru", wordfreq: "large_ru", django: []string{"ru"}},
	{tag: "uk", wordfreq: "large_uk", django: []string{"uk"}},
	{tag: "bg", wordfreq: "small_bg", django: []string{"bg"}},
	{tag: "be", django: []string{"be"}, iso: []string{"be"}},
	{tag: "mk", wordfreq: "large_mk", django: []string{"mk"}},
	{tag: "sr", wordfreq: "small_sh", django: []string{"sr"}, change: serbian},
	{tag: "el", wordfreq: "small_el", django: []string{"el"}},
	{tag: "he", wordfreq: "large_he", django: []string{"he"}},
	{tag: "ar", wordfreq: "large_ar", django: []string{"ar"}},
	{tag: "fa", wordfreq: "small_fa", django: []string{"fa"}, change: persian},
	{tag: "ur", wordfreq: "small_ur", django: []string{"ur"}},
	{tag: "th", thai: true, django: []string{"th"}},
}

// ideographic are the languages of the multi-byte encodings.
var ideographic = []language{
	{tag: "zh-Hans", wordfreq: "large_zh", django: []string{"zh_Hans"}},
	{tag: "zh-Hant", wordfreq: "large_zh", django: []string{"zh_Hant"}},
	{tag: "ja", wordfreq: "large_ja", django: []string{"ja"}},
	{tag: "ko", wordfreq: "small_ko", django: []string{"ko"}},
}
