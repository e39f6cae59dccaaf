package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"winnow/pipeline/dump"
	"winnow/stages/userrules"
)

// settingsDigest represents everything that determines the bytes of the output:
// a folder must not mix parts made with different settings.
func (r run) settingsDigest(f folderFlags) (string, error) {
	b, err := canonical(struct {
		Format       string
		Compress     string
		ShardRecords int64
		Read         dump.Options
		Cleaner      any
	}{r.format.name, f.compress, f.shardRecords, withoutStdin(r.read), r.cleaner.Config()})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// settingsByFlag returns the values that settingsDigest represents, by the flags
// of winnow clean that set them.
func (r run) settingsByFlag(f folderFlags) map[string]string {
	c := r.cleaner.Config()
	return map[string]string{
		"to":            r.format.name,
		"compress":      f.compress,
		"shard-records": fmt.Sprint(f.shardRecords),

		"from":      string(r.read.From),
		"field":     fieldsText(r.read.Fields),
		"max-bytes": fmt.Sprint(r.read.MaxBytes),
		"url":       r.read.URL,

		"engine":           string(c.Stages.Engine),
		"rules":            rulesText(c.Stages.Userrules.Rules),
		"captions":         cmp.Or(string(c.Stages.Captions.Captions), "drop"),
		"keep-related":     fmt.Sprint(c.Stages.Checkalso.KeepRelated),
		"keep-disclosures": fmt.Sprint(c.Stages.Ads.KeepDisclosures),
		"keep-contents":    fmt.Sprint(c.Stages.Navigation.KeepContents),
		"keep-typography":  fmt.Sprint(c.Stages.Encoding.KeepTypography),
		"straight-quotes":  fmt.Sprint(c.Stages.Encoding.Repair.Quotes),
		"title-in-text":    fmt.Sprint(c.TitleInText),
		"blocks":           fmt.Sprint(c.Blocks),
		"removed":          fmt.Sprint(c.Removed),
	}
}

// fieldsText writes renamed fields as --field takes them, in order.
func fieldsText(renamed map[string]string) string {
	var list []string
	for _, ours := range slices.Sorted(maps.Keys(renamed)) {
		list = append(list, ours+"="+renamed[ours])
	}
	return strings.Join(list, " ")
}

// rulesText names the content of a rules file, not the file: the same rules may
// be read under another name.
func rulesText(rules *userrules.Rules) string {
	if rules == nil {
		return ""
	}
	return "SHA-256 " + rules.Digest()[:12]
}

// canonical returns v as JSON without what is empty or zero, so that an option
// that a later winnow has, and that is not used, does not make other settings.
func canonical(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var tree any
	if err := json.Unmarshal(b, &tree); err != nil {
		return nil, err
	}
	return json.Marshal(withoutZeros(tree))
}

// withoutZeros returns a JSON value without members that are zero; nil if
// nothing is left.
func withoutZeros(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, member := range v {
			if v[key] = withoutZeros(member); v[key] == nil {
				delete(v, key)
			}
		}
		if len(v) == 0 {
			return nil
		}
	case []any:
		for i := range v {
			v[i] = withoutZeros(v[i])
		}
		if len(v) == 0 {
			return nil
		}
	case string:
		if v == "" {
			return nil
		}
	case float64:
		if v == 0 {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	}
	return v
}

func withoutStdin(o dump.Options) dump.Options {
	o.Stdin, o.TempDir = nil, ""
	return o
}
