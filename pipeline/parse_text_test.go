package pipeline

import (
	"reflect"
	"strings"
	"testing"
)

// bridge is a paragraph, bridgeWrapped the same wrapped at 61 columns.
const (
	bridge = "The bridge over the river opens in May, the council said on Monday, after three years of work that nobody had planned for. " +
		"Cars may use it from the first of the month, and buses will follow when the new stops are built and the paint dries."
	bridgeWrapped = "The bridge over the river opens in May, the council said on\nMonday, after three years of work that nobody had planned\n" +
		"for. Cars may use it from the first of the month, and buses\nwill follow when the new stops are built and the paint dries.\n\n"
)

func TestBlocksOfText(t *testing.T) {
	tests := []struct {
		why, in string
		want    []string
	}{
		{"nothing", "", nil},
		{"white space alone", " \n\t\n\u00a0\n", nil},
		{"a line is a block", "one\ntwo\n\n\nthree", []string{"one", "two", "three"}},
		{"every kind of line end", "a\nb\r\nc\rd\u2028e\u2029f\vg\fh\u0085i", []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"}},
		{"white space at the ends of a line goes, inside it stays", "  a  b\t", []string{"a  b"}},
		{"a no-break space is left to the encoding stage", "a\u00a0", []string{"a\u00a0"}},
		{
			"text wrapped at a fixed width is put together",
			"The bridge over the river opens in May, the council said on\nMonday, after three years of work that nobody had planned\nfor. Cars may use it from the first of the month, and buses\nwill follow when the new stops are built.\n\nThe ferry, which had carried a million people while it was\nclosed, stops running at the end of the summer.\n",
			[]string{
				"The bridge over the river opens in May, the council said on Monday, after three years of work that nobody had planned for. Cars may use it from the first of the month, and buses will follow when the new stops are built.",
				"The ferry, which had carried a million people while it was closed, stops running at the end of the summer.",
			},
		},
		{
			"in a page that a text browser printed, full lines go on",
			"   * Home\n   * About us\n   * Contact\n\n   Three goats have got out of the farm park again, and this time\n   they have taken the train. A guard found them in the first\n   class at the junction, where they were eating the paper of a\n   man who had gone to look for coffee.\n\n   * Feed for the three of them, which the railway has paid, cost\n     twice as much as a ticket\n   * The gate is mended\n\n   They were brought home in the van of the butcher, who said he\n   had never been looked at like that before.\n\n   Print\n   Share\n",
			[]string{
				"* Home", "* About us", "* Contact",
				"Three goats have got out of the farm park again, and this time they have taken the train. A guard found them in the first class at the junction, where they were eating the paper of a man who had gone to look for coffee.",
				"* Feed for the three of them, which the railway has paid, cost twice as much as a ticket", "* The gate is mended",
				"They were brought home in the van of the butcher, who said he had never been looked at like that before.",
				"Print", "Share",
			},
		},
		{
			"verse whose lines are as long as each other and end in commas is not wrapped text",
			"The ferry leaves at seven and the gulls come after it,\ncrying as though the bread were theirs by right of birth,\nand all the windows on the quay are lit with lamps,\nand no one on the quay will say what they are worth.\n\n" +
				"We stood there, you and I, until the boat was gone,\nand neither of us spoke, and neither of us stayed.",
			[]string{
				"The ferry leaves at seven and the gulls come after it,", "crying as though the bread were theirs by right of birth,", "and all the windows on the quay are lit with lamps,",
				"and no one on the quay will say what they are worth.", "We stood there, you and I, until the boat was gone,", "and neither of us spoke, and neither of us stayed.",
			},
		},
		{
			"verse in lower case is not wrapped text",
			"and when the evening had come down upon the harbour wall\nthe lamps went on, the nets were hung, and all\nthe talk was of the weather and the price of bread and oil,\nof who had gone and who was gone,\nand what the winter did to soil and stone and memory, slow\nas anything that comes to those who wait,\nas we did then, as we do now, beside the harbour gate.",
			[]string{
				"and when the evening had come down upon the harbour wall", "the lamps went on, the nets were hung, and all",
				"the talk was of the weather and the price of bread and oil,", "of who had gone and who was gone,",
				"and what the winter did to soil and stone and memory, slow", "as anything that comes to those who wait,",
				"as we did then, as we do now, beside the harbour gate.",
			},
		},
		{
			"short paragraphs of Chinese, one a line, stay apart",
			"港口于一六一二年开始挖掘，随后两次扩建，并于一九五〇年关闭，当时铁路通到了镇上，渔船队陆续北移，许多居民也离开了家乡。\n第二个船坞在三年后建成，其墙壁由花岗岩制成，费用由镇上的商人共同支付，这一点在档案馆保存的账簿中有详细的记载。\n去年春天，市议会决定重新开放港口，并为此拨出专款，居民们对此意见不一，有人担心噪音，也有人期待新的就业机会。\n市长在周二的会议上表示，工程将分为三个阶段进行，第一阶段预计在明年夏天之前完成，届时渡轮将恢复每日两班的航行。\n环保组织则警告说，疏浚工作可能破坏河口的湿地，并要求在开工之前进行独立评估，议会承诺将在下个月公布评估结果。",
			[]string{"港口于一六一二年开始挖掘，随后两次扩建，并于一九五〇年关闭，当时铁路通到了镇上，渔船队陆续北移，许多居民也离开了家乡。", "第二个船坞在三年后建成，其墙壁由花岗岩制成，费用由镇上的商人共同支付，这一点在档案馆保存的账簿中有详细的记载。", "去年春天，市议会决定重新开放港口，并为此拨出专款，居民们对此意见不一，有人担心噪音，也有人期待新的就业机会。", "市长在周二的会议上表示，工程将分为三个阶段进行，第一阶段预计在明年夏天之前完成，届时渡轮将恢复每日两班的航行。", "环保组织则警告说，疏浚工作可能破坏河口的湿地，并要求在开工之前进行独立评估，议会承诺将在下个月公布评估结果。"},
		},
		{
			"in wrapped text, quoted lines, items, code, and the lines of an address stay",
			strings.Repeat(bridgeWrapped, 4) + "> Who paid for the bridge, and when will the ferry stop to\n> run?\n\n(a) the cars may use it from the first of the month, and\n(b) the buses follow it when the new stops have been built.\n\n```\nif open {\n    drive()\n}\n```\n\nBest regards,\nAnn Doe\n12 Mill Lane",
			[]string{
				bridge,
				bridge,
				bridge,
				bridge,
				"> Who paid for the bridge, and when will the ferry stop to", "> run?",
				"(a) the cars may use it from the first of the month, and", "(b) the buses follow it when the new stops have been built.",
				"```\nif open {\n    drive()\n}\n```", "Best regards,", "Ann Doe", "12 Mill Lane",
			},
		},
		{
			"in wrapped text, the addresses of a list stay apart",
			strings.Repeat(bridgeWrapped, 2) + "Sources:\nhttps://bridge.example/works/of/three/years/one\nhttps://bridge.example/works/of/three/years/two",
			[]string{
				bridge,
				bridge,
				"Sources:", "https://bridge.example/works/of/three/years/one", "https://bridge.example/works/of/three/years/two",
			},
		},
		{
			"code that begins at the margin is one block",
			"A loop:\n\nfor i in range(3):\n    print(i)\n    wait()\nend()\n\nGood.\n\nBye.\n\nAll.", []string{"A loop:", "for i in range(3):\n    print(i)\n    wait()\nend()", "Good.", "Bye.", "All."},
		},
		{
			"few wrapped lines, if none of them is short and all go on in mid-sentence",
			"The ferry to the island takes two hours and sells one kind of\nsandwich.\n\nSit on the left.\n\nThe door of the lighthouse is open, but its stairs are not for\neverybody.\n\nRent a bicycle from Mrs Dahl, who will explain the brakes to\nanybody.",
			[]string{
				"The ferry to the island takes two hours and sells one kind of sandwich.", "Sit on the left.",
				"The door of the lighthouse is open, but its stairs are not for everybody.", "Rent a bicycle from Mrs Dahl, who will explain the brakes to anybody.",
			},
		},
		{
			"the entries of a list stay apart, if long as each other",
			"For the soup of the harbour inn you need\n\ntwo pounds of white fish from the market, cut up into cubes\nfour large potatoes of the old kind, peeled and cut to dice\none cup of cream from the farm behind the mill, not too cold\na handful of dill, chopped as finely as your knife allows it",
			[]string{
				"For the soup of the harbour inn you need", "two pounds of white fish from the market, cut up into cubes", "four large potatoes of the old kind, peeled and cut to dice",
				"one cup of cream from the farm behind the mill, not too cold", "a handful of dill, chopped as finely as your knife allows it",
			},
		},
		{
			"in wrapped text, the speeches of a dialogue stay apart",
			bridgeWrapped + bridgeWrapped + "“The captain has not been seen since the boat came in.”\n“Then we go without him, as we did in the year of ice.”",
			[]string{bridge, bridge, "“The captain has not been seen since the boat came in.”", "“Then we go without him, as we did in the year of ice.”"},
		},
		{
			"in wrapped text, lines with labels stay apart",
			"From: Ann Doe, harbour master <ann@harbour.example>\nSubject: The bridge\n\nNote: the bridge is shut for the whole of next week, so the\nferry runs.\n\n" + bridgeWrapped + bridgeWrapped,
			[]string{"From: Ann Doe, harbour master <ann@harbour.example>", "Subject: The bridge", "Note: the bridge is shut for the whole of next week, so the ferry runs.", bridge, bridge},
		},
		{
			"in wrapped text, the lines of data before it stay as they are",
			"---\ntitle: The bridge that was built in three years is shut for\n  good\ntags:\n- bridges\n---\n" + bridgeWrapped + bridgeWrapped,
			[]string{"---", "title: The bridge that was built in three years is shut for", "  good", "tags:", "- bridges", "---", bridge, bridge},
		},
		{
			"data before a text end in a mark",
			"---\ntitle: The bridge that was built in three years is shut\n  good\n\n" + bridgeWrapped,
			[]string{"---", "title: The bridge that was built in three years is shut good", bridge},
		},
		{
			"in wrapped text, code and columns keep their lines",
			bridgeWrapped + "\n\n    open(gate)\n    wait(3)\n\nDay        High     Low      Height of the tide at the gauge\nMonday     04.12    10.20    2.1 m\nTuesday    04.58    11.05    2.3 m\n\n" + bridgeWrapped,
			[]string{bridge, "    open(gate)\n    wait(3)", "Day        High     Low      Height of the tide at the gauge\nMonday     04.12    10.20    2.1 m\nTuesday    04.58    11.05    2.3 m", bridge},
		},
		{"short lines are not wrapped text", "Tea\nMilk\nBread\nEggs\nSalt\nRice", []string{"Tea", "Milk", "Bread", "Eggs", "Salt", "Rice"}},
		{
			"verse is not wrapped text",
			"The sea is calm tonight,\nthe tide is full, the moon lies fair upon the straits;\non the French coast the light\ngleams and is gone; the cliffs of England stand,\nglimmering and vast,\nout in the tranquil bay.",
			[]string{
				"The sea is calm tonight,", "the tide is full, the moon lies fair upon the straits;", "on the French coast the light",
				"gleams and is gone; the cliffs of England stand,", "glimmering and vast,", "out in the tranquil bay.",
			},
		},
		{"fenced code is one block", "See:\n```\nif a {\n    b()\n}\n```\nDone.", []string{"See:", "```\nif a {\n    b()\n}\n```", "Done."}},
		{"a fence that is never closed is a line", "a\n```\nb", []string{"a", "```", "b"}},
		{"indented code is one block", "See this:\n    if a {\n        b()\n    }\nDone.\nAll of it.\nGood.", []string{"See this:", "    if a {\n        b()\n    }", "Done.", "All of it.", "Good."}},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			d, err := Parse(Page{Format: FormatText, Body: []byte(tt.in)})
			if err != nil {
				t.Fatal(err)
			}
			if got := texts(d); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestSniff(t *testing.T) {
	tests := []struct {
		in   string
		want Format
	}{
		{"<!DOCTYPE html><p>x", FormatHTML},
		{"\ufeff\n <html><body>x", FormatHTML},
		{"<p>One.</p>", FormatHTML},
		{"text first <b>then</b> <p>markup</p>", FormatHTML},
		{"\xff\xfe<\x00p\x00>\x00x\x00", FormatHTML},
		{"Warning: undefined index on line 5\n<!DOCTYPE html>\n<html>", FormatHTML},
		{"First sentence.<br><br>Second, with <a href=x>a link</a>.", FormatHTML},
		{"One.\n\nTwo with <a href=\"x\">a link</a>.\n\nThree.", FormatHTML},
		{"<div>\n<p>\nx\n</p></div>", FormatHTML},
		{"First sentence.<br><br>Second one.", FormatHTML},
		{"<!-- x -->\n<div><pre>\n# a\n# b\n# c\n</pre></div>", FormatHTML},
		{"<my-page>x</my-page>", FormatHTML},
		{"Put it in a <div> and give it a class.\n\nA heading goes between <h1> and </h1>, a paragraph between <p> and </p>.", FormatText},
		{"# Release\n\n<details>\n<summary>Notes</summary>\n\nRun it.\n\n</details>\n\n## More\n\n```html\n<div><p>Hi</p></div>\n```\n", FormatText},
		{"<h1 align=center>Tool</h1>\n\n## Use\n\nSee [docs](docs/a.md).\n\n## Build\n\n`make`\n", FormatText},
		{"Harbour news\n<div>\n<p>\nText is here.\n</p>\n<p>\nMore.\n</p>\n</div>\n", FormatHTML},
		{"<div class=post>\n# Step one\n# Step two\n# Step three\n<p>Text.</p></div>", FormatHTML},
		{"A List<String> and a Map<K, V>, closed by </p>.", FormatText},
		{"<john@example.com> wrote:\n> x", FormatText},
		{"<https://example.com> is the place.", FormatText},
		{"Just text.", FormatText},
		{"a < b and c > d", FormatText},
		{"<3 you", FormatText},
		{"", FormatText},
	}
	for _, tt := range tests {
		if got := sniff([]byte(tt.in)); got != tt.want {
			t.Errorf("sniff(%q) = %d, want %d", tt.in, got, tt.want)
		}
	}
}

func TestJoinWrapped(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"the end of", "  a line", "the end of a line"},
		{"几位成员发言反对该项", "目，主席决定", "几位成员发言反对该项目，主席决定"},
		{"그는 다리를", "건넜다.", "그는 다리를 건넜다."},
		{"发言反对", "NATO 的计划", "发言反对 NATO 的计划"},
		{"the long-", "established mill", "the long-established mill"},
		{"Anglo-", "Saxon", "Anglo-Saxon"},
		{"half-", "and quarter-sacks", "half- and quarter-sacks"},
		{"das Hafen-", "und Lagerviertel", "das Hafen- und Lagerviertel"},
		{"a dash -", "like this", "a dash - like this"},
		{"of 1990-", "95", "of 1990- 95"},
		{"", "", ""},
	} {
		if got := joinWrapped([]string{c.a, c.b}); got != c.want {
			t.Errorf("joinWrapped(%q, %q) = %q, want %q", c.a, c.b, got, c.want)
		}
	}
}
