package server

// maxName is how many bytes of a name are told. Longer ones are meant to do harm: a page of rows, or an icicle, may have thousands of them.
const maxName = 8192

// shortened is a name, or its beginning if it is too long to be told.
func shortened(name string) string {
	if len(name) <= maxName {
		return name
	}
	end := 0
	for i := range name[:maxName+1] {
		end = i // where a character begins
	}
	return name[:end] + "…"
}
