package byline

import "testing"

func TestSignature(t *testing.T) {
	tests := []struct{ line, name string }{
		{"/박지훈 기자 jhpark@ilbo.example", "박지훈"},
		{"박지훈 기자 jhpark@ilbo.example", "박지훈"},
		{"통영=글·사진 박지훈 기자", "박지훈"},
		{"글 박지훈 기자", "박지훈"},
		{"기자명 한소영 기자", "한소영"},
		{"박지훈 기자", ""},
		{"박지훈 기자는 어제 말했다.", ""},
		{"（记者 周晓岚）", "周晓岚"},
		{"（本报记者 周晓岚 通讯员 刘芳）", "周晓岚"},
		{"(记者周晓岚、刘芳)", "周晓岚"},
		{"（記者林育成／台東報導）", "林育成"},
		{"（记者在现场看到了很多人）", ""},
		{"（完）", ""},
		{"记者 周晓岚", ""},
		{"（周晓岚）", ""},
	}
	for _, c := range tests {
		if name, ok := signature(c.line); name != c.name || ok != (c.name != "") {
			t.Errorf("signature(%q) = %q, %v, want %q", c.line, name, ok, c.name)
		}
	}
}
