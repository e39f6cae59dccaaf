package warc

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// checkDigest compares content with a digest such as "sha1:B2LTWW…"; known is
// false when there is none, or none of a kind that is known. Digests settle
// doubt about where a block ends. They are not checked otherwise: many writers
// get them wrong.
func checkDigest(digest string, content []byte) (same, known bool) {
	algorithm, value, ok := strings.Cut(digest, ":")
	if !ok {
		return false, false
	}
	var sum []byte
	switch strings.ToLower(strings.ReplaceAll(algorithm, "-", "")) {
	case "sha1":
		s := sha1.Sum(content)
		sum = s[:]
	case "sha256":
		s := sha256.Sum256(content)
		sum = s[:]
	case "sha512":
		s := sha512.Sum512(content)
		sum = s[:]
	case "md5":
		s := md5.Sum(content)
		sum = s[:]
	default:
		return false, false
	}
	value = strings.TrimSpace(value)
	return strings.EqualFold(strings.TrimRight(value, "="), strings.TrimRight(base32.StdEncoding.EncodeToString(sum), "=")) ||
		strings.EqualFold(value, hex.EncodeToString(sum)) ||
		value == base64.StdEncoding.EncodeToString(sum), true
}
