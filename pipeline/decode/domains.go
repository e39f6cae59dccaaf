package decode

// domainLanguages gives the languages usual under a top-level domain, for the
// domains of countries whose pages are likely to be in a legacy encoding.
var domainLanguages = map[string]string{
	"ae": "ar", "af": "fa", "al": "sq", "ar": "es", "at": "de", "ba": "hr sr", "be": "nl fr", "bg": "bg", "br": "pt", "by": "ru be",
	"cat": "ca", "ch": "de fr it", "cl": "es", "cn": "zh-Hans", "co": "es", "cy": "el", "cz": "cs",
	"de": "de", "dk": "da", "dz": "ar fr", "ee": "et ru", "eg": "ar", "es": "es ca gl eu", "eus": "eu",
	"fi": "fi sv", "fo": "fo", "fr": "fr", "gal": "gl", "gr": "el", "hk": "zh-Hant", "hr": "hr", "hu": "hu",
	"id": "id", "ie": "ga", "il": "he", "iq": "ar", "ir": "fa", "is": "is", "it": "it", "jo": "ar", "jp": "ja",
	"kr": "ko", "kw": "ar", "kz": "ru", "lb": "ar", "lt": "lt", "lu": "fr de lb", "lv": "lv ru", "ly": "ar",
	"ma": "ar fr", "md": "ro ru", "me": "hr sr", "mk": "mk", "mo": "zh-Hant", "mt": "mt", "mx": "es", "my": "id",
	"nl": "nl", "no": "nb nn", "om": "ar", "pe": "es", "pk": "ur", "pl": "pl", "pt": "pt", "qa": "ar",
	"ro": "ro", "rs": "sr hr", "ru": "ru", "sa": "ar", "se": "sv", "si": "sl", "sk": "sk", "su": "ru", "sy": "ar",
	"th": "th", "tn": "ar fr", "tr": "tr", "tw": "zh-Hant", "ua": "uk ru", "uy": "es", "uz": "ru", "ve": "es", "vn": "vi", "wales": "cy",
	"xn--p1ai": "ru", "xn--90ais": "be ru", "xn--j1amh": "uk ru", "xn--90ae": "bg", "xn--d1alf": "mk", "xn--90a3ac": "sr",
}
