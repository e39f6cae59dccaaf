package term

import (
	"fmt"

	"go.uber.org/zap/zapcore"
)

// Sanitize returns a text as it may be shown: with credentials hidden, and
// without anything that controls a terminal. It is for one line; line ends are
// shown as \n.
func Sanitize(s string) string { return Printable(Redact(s)) }

// sanitizeLines is Sanitize for a text of several lines, such as a stack.
func sanitizeLines(s string) string { return printable(Redact(s), "\n", "\t") }

// Core returns the core of a log that sanitizes every text. Line ends in fields
// are left to the encoder, which escapes them.
func Core(c zapcore.Core) zapcore.Core { return core{c} }

type core struct{ zapcore.Core }

func (c core) With(fields []zapcore.Field) zapcore.Core {
	return core{c.Core.With(sanitizeFields(fields))}
}

func (c core) Check(e zapcore.Entry, checked *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if c.Enabled(e.Level) {
		return checked.AddCore(e, c)
	}
	return checked
}

func (c core) Write(e zapcore.Entry, fields []zapcore.Field) error {
	e.Message = Sanitize(e.Message)
	return c.Core.Write(e, sanitizeFields(fields))
}

// sanitizeFields returns the fields with their texts sanitized; numbers and
// maps of counts stay as they are.
func sanitizeFields(fields []zapcore.Field) []zapcore.Field {
	told := make([]zapcore.Field, len(fields))
	for i, f := range fields {
		switch f.Type {
		case zapcore.StringType:
			f.String = sanitizeLines(f.String)
		case zapcore.ErrorType, zapcore.StringerType:
			f = zapcore.Field{Key: f.Key, Type: zapcore.StringType, String: sanitizeLines(fmt.Sprint(f.Interface))}
		case zapcore.ByteStringType, zapcore.BinaryType:
			if b, ok := f.Interface.([]byte); ok {
				f = zapcore.Field{Key: f.Key, Type: zapcore.StringType, String: sanitizeLines(string(b))}
			}
		}
		told[i] = f
	}
	return told
}
