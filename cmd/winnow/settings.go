package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"winnow/pipeline/dump"
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
