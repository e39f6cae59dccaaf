package tree

// The tags of HTML, in alphabetical order, then AMP's common ones.
const (
	None    Tag = iota // the zero Tag: no node has it
	Text               // character data; Start and Stop span it
	Raw                // text that is no content: of script, style, iframe, noembed
	Foreign            // any element below svg or math
	Custom             // a custom or unknown element; Name tells which
	A
	Abbr
	Acronym
	Address
	Applet
	Area
	Article
	Aside
	Audio
	B
	Base
	Basefont
	Bdi
	Bdo
	Bgsound
	Big
	Blink
	Blockquote
	Body
	Br
	Button
	Canvas
	Caption
	Center
	Cite
	Code
	Col
	Colgroup
	Data
	Datalist
	Dd
	Del
	Details
	Dfn
	Dialog
	Dir
	Div
	Dl
	Dt
	Em
	Embed
	Fieldset
	Figcaption
	Figure
	Font
	Footer
	Form
	Frame
	Frameset
	H1
	H2
	H3
	H4
	H5
	H6
	Head
	Header
	Hgroup
	Hr
	Html
	I
	Iframe
	Image // the tag <image>, which makes an img
	Img
	Input
	Ins
	Kbd
	Keygen
	Label
	Legend
	Li
	Link
	Listing
	Main
	Map
	Mark
	Marquee
	Math
	Menu
	Meta
	Meter
	Nav
	Nobr
	Noembed
	Noframes
	Noscript
	Object
	Ol
	Optgroup
	Option
	Output
	P
	Param
	Picture
	Plaintext
	Pre
	Progress
	Q
	Rb
	Rp
	Rt
	Rtc
	Ruby
	S
	Samp
	Script
	Search
	Section
	Select
	Slot
	Small
	Source
	Span
	Strike
	Strong
	Style
	Sub
	Summary
	Sup
	Svg
	Table
	Tbody
	Td
	Template
	Textarea
	Tfoot
	Th
	Thead
	Time
	Title
	Tr
	Track
	Tt
	U
	Ul
	Var
	Video
	Wbr
	Xmp
	AmpImg
	AmpVideo
	AmpIframe
	AmpAd
	AmpCarousel
	AmpList
	AmpSidebar
	numPublic
)

// Tags of foreign elements, used on the stack of open elements only: their
// nodes say Foreign.
const (
	fCircle Tag = numPublic + iota
	fClippath
	fDefs
	fDesc
	fEllipse
	fFegaussianblur
	fFilter
	fForeignobject
	fG
	fLine
	fLineargradient
	fMask
	fPath
	fPattern
	fPolygon
	fPolyline
	fRadialgradient
	fRect
	fStop
	fSymbol
	fText
	fTspan
	fUse
	fAnnotation
	fAnnotationXml
	fMfrac
	fMi
	fMn
	fMo
	fMrow
	fMs
	fMspace
	fMstyle
	fMsub
	fMsubsup
	fMsup
	fMtable
	fMtd
	fMtext
	fMtr
	fMunder
	fMunderover
	fMover
	fSemantics
	numTags
)

// tagInfos holds name and properties by Tag.
var tagInfos = [numTags]tagInfo{
	Text:            {name: "text()"},
	Raw:             {name: "raw()"},
	Foreign:         {name: "foreign"},
	Custom:          {name: "custom"},
	A:               {"a", isFormatting},
	Abbr:            {"abbr", 0},
	Acronym:         {"acronym", 0},
	Address:         {"address", isSpecial | closesP | isBlock},
	Applet:          {"applet", isSpecial | isScope | isMarker},
	Area:            {"area", isVoid | isSpecial},
	Article:         {"article", isSpecial | closesP | isBlock},
	Aside:           {"aside", isSpecial | closesP | isBlock},
	Audio:           {"audio", 0},
	B:               {"b", isFormatting | isBreakout},
	Base:            {"base", isVoid | isSpecial | isHead},
	Basefont:        {"basefont", isVoid | isSpecial | isHead},
	Bdi:             {"bdi", 0},
	Bdo:             {"bdo", 0},
	Bgsound:         {"bgsound", isVoid | isSpecial | isHead},
	Big:             {"big", isFormatting | isBreakout},
	Blink:           {"blink", 0},
	Blockquote:      {"blockquote", isSpecial | closesP | isBreakout | isBlock},
	Body:            {"body", isSpecial | isBreakout | isBlock | needsContext},
	Br:              {"br", isVoid | isSpecial | isBreakout},
	Button:          {"button", isSpecial},
	Canvas:          {"canvas", 0},
	Caption:         {"caption", isSpecial | isScope | isMarker | isTable | isBlock | needsContext},
	Center:          {"center", isSpecial | closesP | isBreakout | isBlock},
	Cite:            {"cite", 0},
	Code:            {"code", isFormatting | isBreakout},
	Col:             {"col", isVoid | isSpecial | isTable | needsContext},
	Colgroup:        {"colgroup", isSpecial | isTable | needsContext},
	Data:            {"data", 0},
	Datalist:        {"datalist", 0},
	Dd:              {"dd", isSpecial | closesP | isImpliedEnd | isBreakout | isBlock},
	Del:             {"del", 0},
	Details:         {"details", isSpecial | closesP | isBlock},
	Dfn:             {"dfn", 0},
	Dialog:          {"dialog", closesP | isBlock},
	Dir:             {"dir", isSpecial | closesP | isBlock},
	Div:             {"div", isSpecial | closesP | isBreakout | isBlock},
	Dl:              {"dl", isSpecial | closesP | isBreakout | isBlock},
	Dt:              {"dt", isSpecial | closesP | isImpliedEnd | isBreakout | isBlock},
	Em:              {"em", isFormatting | isBreakout},
	Embed:           {"embed", isVoid | isSpecial | isBreakout},
	Fieldset:        {"fieldset", isSpecial | closesP | isBlock},
	Figcaption:      {"figcaption", isSpecial | closesP | isBlock},
	Figure:          {"figure", isSpecial | closesP | isBlock},
	Font:            {"font", isFormatting},
	Footer:          {"footer", isSpecial | closesP | isBlock},
	Form:            {"form", isSpecial | closesP | isBlock},
	Frame:           {"frame", isVoid | isSpecial | needsContext},
	Frameset:        {"frameset", isSpecial | isBlock | needsContext},
	H1:              {"h1", isSpecial | closesP | isBreakout | isBlock},
	H2:              {"h2", isSpecial | closesP | isBreakout | isBlock},
	H3:              {"h3", isSpecial | closesP | isBreakout | isBlock},
	H4:              {"h4", isSpecial | closesP | isBreakout | isBlock},
	H5:              {"h5", isSpecial | closesP | isBreakout | isBlock},
	H6:              {"h6", isSpecial | closesP | isBreakout | isBlock},
	Head:            {"head", isSpecial | isBreakout | needsContext},
	Header:          {"header", isSpecial | closesP | isBlock},
	Hgroup:          {"hgroup", isSpecial | closesP | isBlock},
	Hr:              {"hr", isVoid | isSpecial | closesP | isBreakout | isBlock},
	Html:            {"html", isSpecial | isScope | isBlock | needsContext},
	I:               {"i", isFormatting | isBreakout},
	Iframe:          {"iframe", isSpecial | isRaw},
	Image:           {"image", 0},
	Img:             {"img", isVoid | isSpecial | isBreakout},
	Input:           {"input", isVoid | isSpecial},
	Ins:             {"ins", 0},
	Kbd:             {"kbd", 0},
	Keygen:          {"keygen", isVoid | isSpecial},
	Label:           {"label", 0},
	Legend:          {"legend", isBlock},
	Li:              {"li", isSpecial | closesP | isImpliedEnd | isBreakout | isBlock},
	Link:            {"link", isVoid | isSpecial | isHead},
	Listing:         {"listing", isSpecial | closesP | isBreakout | isBlock},
	Main:            {"main", isSpecial | closesP | isBlock},
	Map:             {"map", 0},
	Mark:            {"mark", 0},
	Marquee:         {"marquee", isSpecial | isScope | isMarker},
	Math:            {"math", 0},
	Menu:            {"menu", isSpecial | closesP | isBreakout | isBlock},
	Meta:            {"meta", isVoid | isSpecial | isHead | isBreakout},
	Meter:           {"meter", 0},
	Nav:             {"nav", isSpecial | closesP | isBlock},
	Nobr:            {"nobr", isFormatting | isBreakout},
	Noembed:         {"noembed", isSpecial | isRaw},
	Noframes:        {"noframes", isSpecial | isScope | isHead | isMarker | isBlock},
	Noscript:        {"noscript", isSpecial | isScope | isHead | isMarker},
	Object:          {"object", isSpecial | isScope | isMarker},
	Ol:              {"ol", isSpecial | closesP | isBreakout | isBlock},
	Optgroup:        {"optgroup", isImpliedEnd | isBlock},
	Option:          {"option", isImpliedEnd | isBlock},
	Output:          {"output", 0},
	P:               {"p", isSpecial | closesP | isImpliedEnd | isBreakout | isBlock},
	Param:           {"param", isVoid | isSpecial},
	Picture:         {"picture", 0},
	Plaintext:       {"plaintext", isSpecial | closesP | isBlock},
	Pre:             {"pre", isSpecial | closesP | isBreakout | isBlock},
	Progress:        {"progress", 0},
	Q:               {"q", 0},
	Rb:              {"rb", isImpliedEnd},
	Rp:              {"rp", isImpliedEnd},
	Rt:              {"rt", isImpliedEnd},
	Rtc:             {"rtc", isImpliedEnd},
	Ruby:            {"ruby", isBreakout},
	S:               {"s", isFormatting | isBreakout},
	Samp:            {"samp", 0},
	Script:          {"script", isSpecial | isHead | isRaw},
	Search:          {"search", isSpecial | closesP | isBlock},
	Section:         {"section", isSpecial | closesP | isBlock},
	Select:          {"select", isSpecial},
	Slot:            {"slot", 0},
	Small:           {"small", isFormatting | isBreakout},
	Source:          {"source", isVoid | isSpecial},
	Span:            {"span", isBreakout},
	Strike:          {"strike", isFormatting | isBreakout},
	Strong:          {"strong", isFormatting | isBreakout},
	Style:           {"style", isSpecial | isHead | isRaw},
	Sub:             {"sub", isBreakout},
	Summary:         {"summary", isSpecial | closesP | isBlock},
	Sup:             {"sup", isBreakout},
	Svg:             {"svg", 0},
	Table:           {"table", isSpecial | isScope | closesP | isTable | isBreakout | isBlock},
	Tbody:           {"tbody", isSpecial | isTable | isBlock | needsContext},
	Td:              {"td", isSpecial | isScope | isMarker | isTable | isBlock | needsContext},
	Template:        {"template", isSpecial | isScope | isHead | isMarker},
	Textarea:        {"textarea", isSpecial | isRCData},
	Tfoot:           {"tfoot", isSpecial | isTable | isBlock | needsContext},
	Th:              {"th", isSpecial | isScope | isMarker | isTable | isBlock | needsContext},
	Thead:           {"thead", isSpecial | isTable | isBlock | needsContext},
	Time:            {"time", 0},
	Title:           {"title", isSpecial | isHead | isRCData},
	Tr:              {"tr", isSpecial | isTable | isBlock | needsContext},
	Track:           {"track", isVoid | isSpecial},
	Tt:              {"tt", isFormatting | isBreakout},
	U:               {"u", isFormatting | isBreakout},
	Ul:              {"ul", isSpecial | closesP | isBreakout | isBlock},
	Var:             {"var", isBreakout},
	Video:           {"video", 0},
	Wbr:             {"wbr", isVoid | isSpecial},
	Xmp:             {"xmp", isSpecial | closesP | isRaw | isBlock},
	AmpImg:          {"amp-img", 0},
	AmpVideo:        {"amp-video", 0},
	AmpIframe:       {"amp-iframe", 0},
	AmpAd:           {"amp-ad", 0},
	AmpCarousel:     {"amp-carousel", 0},
	AmpList:         {"amp-list", 0},
	AmpSidebar:      {"amp-sidebar", 0},
	fCircle:         {"circle", 0},
	fClippath:       {"clippath", 0},
	fDefs:           {"defs", 0},
	fDesc:           {"desc", 0},
	fEllipse:        {"ellipse", 0},
	fFegaussianblur: {"fegaussianblur", 0},
	fFilter:         {"filter", 0},
	fForeignobject:  {"foreignobject", 0},
	fG:              {"g", 0},
	fLine:           {"line", 0},
	fLineargradient: {"lineargradient", 0},
	fMask:           {"mask", 0},
	fPath:           {"path", 0},
	fPattern:        {"pattern", 0},
	fPolygon:        {"polygon", 0},
	fPolyline:       {"polyline", 0},
	fRadialgradient: {"radialgradient", 0},
	fRect:           {"rect", 0},
	fStop:           {"stop", 0},
	fSymbol:         {"symbol", 0},
	fText:           {"text", 0},
	fTspan:          {"tspan", 0},
	fUse:            {"use", 0},
	fAnnotation:     {"annotation", 0},
	fAnnotationXml:  {"annotation-xml", 0},
	fMfrac:          {"mfrac", 0},
	fMi:             {"mi", 0},
	fMn:             {"mn", 0},
	fMo:             {"mo", 0},
	fMrow:           {"mrow", 0},
	fMs:             {"ms", 0},
	fMspace:         {"mspace", 0},
	fMstyle:         {"mstyle", 0},
	fMsub:           {"msub", 0},
	fMsubsup:        {"msubsup", 0},
	fMsup:           {"msup", 0},
	fMtable:         {"mtable", 0},
	fMtd:            {"mtd", 0},
	fMtext:          {"mtext", 0},
	fMtr:            {"mtr", 0},
	fMunder:         {"munder", 0},
	fMunderover:     {"munderover", 0},
	fMover:          {"mover", 0},
	fSemantics:      {"semantics", 0},
}
