package export

import (
	"fmt"
	"unicode/utf8"
)

// escape is a character as Python's repr writes one that cannot be printed; first is its first byte, which stands for what is no character.
func escape(r rune, first byte) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r == utf8.RuneError:
		return fmt.Sprintf(`\x%02x`, first)
	case r < 0x100:
		return fmt.Sprintf(`\x%02x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}
