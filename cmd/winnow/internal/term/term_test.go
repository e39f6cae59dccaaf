package term

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

func TestPrintable(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain “text” 日本", "plain “text” 日本"},
		{"\x1b[31mred", `\u001b[31mred`},
		{"a\nb\tc\r", `a\nb\tc\u000d`},
		{"evil\u202etxt.exe", `evil\u202etxt.exe`},
		{"👩\u200d👩", "👩\u200d👩"},
	}
	for _, tt := range tests {
		if got := Printable(tt.in); got != tt.want {
			t.Errorf("Printable(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestRedact(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://example.org/a?b=c", "https://example.org/a?b=c"},
		{"https://ann:pw@example.org/a", "https://xxxxx@example.org/a"},
		{"https://example.org/?X-Amz-Signature=abc&page=2", "https://example.org/?X-Amz-Signature=xxxxx&page=2"},
		{"https://example.org/?access_token=abc", "https://example.org/?access_token=xxxxx"},
		{"https://example.org/?pwd=abc&a=b#x&access_token=abc", "https://example.org/?pwd=xxxxx&a=b#x&access_token=xxxxx"},
		{"https://example.org/#access_token=abc", "https://example.org/#access_token=xxxxx"},
		{"https://example.org/#/in?access%5Ftoken=abc", "https://example.org/#/in?access%5Ftoken=xxxxx"},
		{"s3://user:secret@bucket/x?token=abc&X-Amz-Signature=zzz", "s3://xxxxx@bucket/x?token=xxxxx&X-Amz-Signature=xxxxx"},
		{"http://h:x/%zz?key=1?2;3", "http://h:x/%zz?key=xxxxx;3"},
		{"https://ann:p/w?#@example.org/%zz", "https://xxxxx@example.org/%zz"},
		{"https://ann:p w@example.org/", "https://xxxxx@example.org/"},
		{"https://ann:p@w@example.org:80/", "https://xxxxx@example.org:80/"},
		{"http://[::1]:80/mail?to=a@b", "http://[::1]:80/mail?to=a@b"},
		{"http://localhost:80/mail/a@b", "http://localhost:80/mail/a@b"},
		{"https://example.org/?next=https://ann:pw@example.org/?sig=1", "https://example.org/?next=https://xxxxx@example.org/?sig=xxxxx"},
		{"https://example.org/?token=https://example.org/x", "https://example.org/?token=xxxxx"},
		{`cannot read "s3://a:b@c/?token=d": no file "?token=e" (https://x/?key=f)`, `cannot read "s3://xxxxx@c/?token=xxxxx": no file "?token=e" (https://x/?key=xxxxx`},
		{"::no url ann:pw@example.org", "::no url ann:pw@example.org"},
	}
	for _, tt := range tests {
		if got := Redact(tt.in); got != tt.want {
			t.Errorf("Redact(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	if got := RedactURL("//example.org/?token=abc"); got != "//example.org/?token=xxxxx" {
		t.Errorf("RedactURL gives %q", got)
	}
}

// TestCore: whatever way a text gets into a log, it is told safely.
func TestCore(t *testing.T) {
	const secret = "https://ann:pw@example.org/?token=abc\u202e\x1b"
	var out bytes.Buffer
	encoder := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	log := zap.New(Core(zapcore.NewCore(encoder, zapcore.AddSync(&out), zapcore.InfoLevel)))
	log = log.With(zap.String("with", secret))
	log.Info(secret, zap.String("a", secret+"\nsecond"), zap.Error(errors.New(secret)), zap.ByteString("b", []byte(secret)))
	log.Debug("not told")
	got := out.String()
	for _, bad := range []string{"pw@", "abc", "\u202e", "\x1b", "not told"} {
		if strings.Contains(got, bad) {
			t.Errorf("the log holds %q: %s", bad, got)
		}
	}
	if !strings.Contains(got, `token=xxxxx\nsecond`) && !strings.Contains(got, `\nsecond`) {
		t.Errorf("the second line is lost: %s", got)
	}
}
