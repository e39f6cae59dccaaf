package term

import (
	"fmt"

	"go.uber.org/zap/zapcore"
)

// Told returns a text as it may be shown: credentials hidden, nothing that
// steers a terminal. It is for one line; line ends come out as \n.
func Told(s string) string { return Printable(Redact(s)) }

// toldLines is Told for a text of several lines, such as a stack.
func toldLines(s string) string { return printable(Redact(s), "\n", "\t") }

// Core returns a core of a log that tells every text as Told does. Line ends in
// fields stay for the encoder, which escapes them.
func Core(c zapcore.Core) zapcore.Core { return core{c} }

type core struct{ zapcore.Core }

func (c core) With(fields []zapcore.Field) zapcore.Core { return core{c.Core.With(toldFields(fields))} }

func (c core) Check(e zapcore.Entry, checked *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if c.Enabled(e.Level) {
		return checked.AddCore(e, c)
	}
	return checked
}

func (c core) Write(e zapcore.Entry, fields []zapcore.Field) error {
	e.Message = Told(e.Message)
	return c.Core.Write(e, toldFields(fields))
}

// toldFields returns the fields with their texts told; numbers and maps of
// counts are as they are.
func toldFields(fields []zapcore.Field) []zapcore.Field {
	told := make([]zapcore.Field, len(fields))
	for i, f := range fields {
		switch f.Type {
		case zapcore.StringType:
			f.String = toldLines(f.String)
		case zapcore.ErrorType, zapcore.StringerType:
			f = zapcore.Field{Key: f.Key, Type: zapcore.StringType, String: toldLines(fmt.Sprint(f.Interface))}
		case zapcore.ByteStringType, zapcore.BinaryType:
			if b, ok := f.Interface.([]byte); ok {
				f = zapcore.Field{Key: f.Key, Type: zapcore.StringType, String: toldLines(string(b))}
			}
		}
		told[i] = f
	}
	return told
}
