package dump

// tableFormat tells tables, which only their name and header give away.
func tableFormat(head []byte, name string) Format { return "" }
