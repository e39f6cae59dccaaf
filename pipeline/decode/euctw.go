package decode

import "sync"

// cnsRun says that n cells of a CNS 11643 plane, row after row of 94, are the
// characters of Big5 in its own order from pointer big5 (157 to the lead byte).
type cnsRun struct{ cell, big5, n int }

// cnsPlane1 and cnsPlane2 hold the correspondence of the two standards, which
// share their characters and, but for these breaks, their order.
var (
	cnsPlane1 = []cnsRun{
		{0, 5024, 5}, {6, 5030, 15}, {21, 5047, 2}, {24, 5046, 1}, {29, 5053, 44},
		{73, 5098, 1}, {74, 5097, 1}, {75, 5099, 21}, {98, 5122, 1}, {100, 5124, 27},
		{127, 5152, 1}, {128, 5151, 1}, {130, 5154, 14}, {146, 5170, 2}, {148, 5173, 1},
		{149, 5172, 1}, {150, 5174, 4}, {155, 5045, 1}, {156, 5180, 63}, {219, 18992, 4},
		{223, 18991, 1}, {224, 18975, 3}, {227, 5251, 7}, {282, 5258, 29}, {312, 5288, 1},
		{314, 5290, 142}, {470, 11125, 20}, {3290, 5495, 1412}, {4702, 6908, 424}, {5126, 6907, 1},
		{5127, 7332, 1876}, {7003, 9595, 1}, {7004, 9208, 387}, {7391, 9596, 525}, {7916, 10310, 1},
		{7917, 10121, 105}, {8023, 10227, 83}, {8106, 10311, 84}, {8190, 10541, 1}, {8191, 10395, 54},
		{8245, 10450, 1}, {8246, 10449, 1}, {8247, 10451, 90}, {8337, 10542, 354},
	}
	cnsPlane2 = []cnsRun{
		{0, 11304, 10}, {10, 11315, 33}, {43, 11396, 1}, {44, 11348, 48}, {92, 11397, 46},
		{138, 11610, 1}, {139, 11443, 167}, {306, 11611, 1840}, {2146, 14098, 1}, {2147, 13452, 108},
		{2255, 13561, 537}, {2792, 13451, 1}, {2793, 14099, 100}, {2893, 13560, 1}, {2894, 14199, 399},
		{3293, 14599, 1637}, {4930, 16785, 1}, {4931, 16236, 146}, {5077, 16923, 1}, {5078, 16382, 287},
		{5365, 17532, 1}, {5366, 16669, 116}, {5482, 16786, 137}, {5619, 16924, 104}, {5723, 17449, 1},
		{5724, 17028, 222}, {5946, 17251, 198}, {6144, 17450, 82}, {6226, 17533, 86}, {6312, 17250, 1},
		{6313, 17619, 8}, {6321, 17628, 153}, {6474, 17782, 56}, {6530, 18138, 1}, {6531, 17838, 113},
		{6644, 17627, 1}, {6645, 17951, 142}, {6787, 17781, 1}, {6788, 18093, 45}, {6833, 18139, 71},
		{6904, 18404, 1}, {6905, 18210, 194}, {7099, 18405, 490}, {7589, 18938, 1}, {7590, 18895, 43},
		{7633, 18939, 1}, {7634, 18941, 11}, {7645, 18940, 1}, {7646, 18952, 4},
	}
	// cnsExtra are the characters of plane 1 that Big5 lacks, by cell.
	cnsExtra = map[int]rune{
		5: 0x30FB, 23: 0xFE32, 96: 0x203E, 129: 0x223C, 144: 0x2641,
		145: 0x2609, 154: 0x2016, 490: 0x2170, 491: 0x2171, 492: 0x2172,
		493: 0x2173, 494: 0x2174, 495: 0x2175, 496: 0x2176, 497: 0x2177,
		498: 0x2178, 499: 0x2179, 571: 0x4EA0, 578: 0x51AB, 583: 0x52F9,
		8022: 0x5F5E,
	}
)

// cnsTables returns planes 1 and 2 as characters by cell.
var cnsTables = sync.OnceValue(func() *[2][94 * 94]rune {
	t := new([2][94 * 94]rune)
	big5 := gridBig5()
	for plane, runs := range [][]cnsRun{cnsPlane1, cnsPlane2} {
		for _, r := range runs {
			for i := range r.n {
				lead, trail := (r.big5+i)/157, (r.big5+i)%157
				if trail < 0x3F {
					trail += 0x40
				} else {
					trail += 0x62
				}
				t[plane][r.cell+i] = big5.at(byte(lead+0x81), byte(trail))
			}
		}
	}
	for cell, r := range cnsExtra {
		t[0][cell] = r
	}
	for i := range rune(33) { // pictures of the control characters
		t[0][33*94+int(i)] = 0x2400 + i
	}
	t[0][33*94+32] = 0x2421
	return t
})

// decodeEUCTW decodes EUC-TW: pairs of CNS 11643 plane 1, and after 0x8E a byte
// for the plane. Planes beyond 2 hold rare names only and are not known here.
func decodeEUCTW(dst, src []byte, log *repairLog) []byte {
	for i := 0; i < len(src); {
		if n := asciiPrefix(src[i:]); n > 0 {
			dst = append(dst, src[i:i+n]...)
			i += n
			continue
		}
		if r, n := runeEUCTW(src[i:]); n > 0 {
			dst = appendRune(dst, r, src, i, n, log)
			i += n
			continue
		}
		var n int
		dst, n = badPair(dst, src, i, log)
		i += n
	}
	return dst
}

// runeEUCTW returns the first character of b, which starts with a byte above
// 0x7F, and its length; 0 if the bytes have no such form.
func runeEUCTW(b []byte) (rune, int) {
	plane, n := 0, 2
	if b[0] == 0x8E {
		if len(b) < 4 || b[1] < 0xA1 || b[1] > 0xB0 {
			return 0, 0
		}
		plane, n = int(b[1])-0xA1, 4
	}
	if len(b) < n || b[n-2] < 0xA1 || b[n-2] > 0xFE || b[n-1] < 0xA1 || b[n-1] > 0xFE {
		return 0, 0
	}
	if plane > 1 {
		return 0, n
	}
	return cnsTables()[plane][int(b[n-2]-0xA1)*94+int(b[n-1]-0xA1)], n
}
