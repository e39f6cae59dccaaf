package credits

import "testing"

// testEnds tests a function that finds where the credit at the end of a caption
// begins, by captions and their credits, which are empty if there is none.
func testEnds(t *testing.T, find func(string) int, credits map[string]string) {
	t.Helper()
	for s, credit := range credits {
		got := ""
		if at := find(s); at >= 0 {
			got = s[at:]
		}
		if got != credit {
			t.Errorf("%q: the credit is %q, not %q", s, got, credit)
		}
	}
}

func TestKoreanCredit(t *testing.T) {
	testEnds(t, koreanCredit, map[string]string{
		"해녀들이 바다로 들어가고 있다. 사진=군청 제공": "사진=군청 제공",
		"군청 앞 모습 [사진=군청]":            "[사진=군청]",
		"군청 앞 모습 (사진: 군청)":           "(사진: 군청)",
		"군청 앞 모습 ⓒ군청":                "ⓒ군청",
		// What says something is not a credit.
		"사진=기억": "",
		"사진=그녀가 남긴 유일한 것이었다.":       "",
		"군청은 월요일 아침 새 다리를 연다고 밝혔다.": "",
		"그는 낡은 사진=기억이라는 말을 벽에 썼다.":  "",
		"[사진=군청]": "사진=군청]",
	})
}

func TestSlashedName(t *testing.T) {
	testEnds(t, slashedName, map[string]string{
		"Fans wait outside the old hall. / LUIS ORTEGA":   "/ LUIS ORTEGA",
		"The harbour in the evening light / MARIA G. PAZ": "/ MARIA G. PAZ",
		"Photo / MAP CASE":              "",
		"Bring a torch / HEAD LAMP":     "",
		"The new road, A30 / B":         "",
		"He wrote NORTH / SOUTH twice.": "",
		"/ LUIS ORTEGA":                 "",
	})
}
