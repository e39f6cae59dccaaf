package captions

import "testing"

func TestKoreanCredit(t *testing.T) {
	for s, credit := range map[string]string{
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
	} {
		got := ""
		if at := koreanCredit(s); at >= 0 {
			got = s[at:]
		}
		if got != credit {
			t.Errorf("%q: the credit is %q, not %q", s, got, credit)
		}
	}
}

func TestSlashedName(t *testing.T) {
	for s, credit := range map[string]string{
		"Fans wait outside the old hall. / LUIS ORTEGA":   "/ LUIS ORTEGA",
		"The harbour in the evening light / MARIA G. PAZ": "/ MARIA G. PAZ",
		"Photo / MAP CASE":              "",
		"Bring a torch / HEAD LAMP":     "",
		"The new road, A30 / B":         "",
		"He wrote NORTH / SOUTH twice.": "",
		"/ LUIS ORTEGA":                 "",
	} {
		got := ""
		if at := slashedName(s); at >= 0 {
			got = s[at:]
		}
		if got != credit {
			t.Errorf("%q: the credit is %q, not %q", s, got, credit)
		}
	}
}
