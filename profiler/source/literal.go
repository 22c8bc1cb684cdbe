package source

import "bytes"

// stringPrefix reports the letters that may stand before a string's quote, in any version of Python.
func stringPrefix(word []byte) bool {
	switch len(word) {
	case 1:
		return prefixLetter(word[0])
	case 2:
		return prefixLetter(word[0]) && prefixLetter(word[1])
	}
	return false
}

func prefixLetter(c byte) bool {
	switch c | 0x20 {
	case 'b', 'f', 'r', 't', 'u':
		return true
	}
	return false
}

// formatted reports the prefix of an f-string or a t-string, which may hold expressions.
func formatted(prefix []byte) bool {
	return bytes.ContainsAny(prefix, "fFtT")
}

// stringLiteral reads the string whose prefix begins at pos and whose quote is at the given offset. Of an f-string only the opening is
// read: its text follows by literalText.
func (p *parser) stringLiteral(quote int) {
	prefix := p.text[p.pos:quote]
	q := p.text[quote]
	triple := quote+2 < len(p.text) && p.text[quote+1] == q && p.text[quote+2] == q
	p.pos = quote + 1
	if triple {
		p.pos = quote + 3
	}
	switch {
	case formatted(prefix) && !(triple && p.doubtful) && len(p.frames) < maxFrames:
		p.openLiteral(frame{kind: literalFrame, quote: q, triple: triple, raw: bytes.ContainsAny(prefix, "rR")})
	case triple:
		p.tripleQuoted(q)
	default:
		p.singleQuoted(q)
	}
}

// singleQuoted reads up to the closing quote or, where there is none, to the end of the line.
func (p *parser) singleQuoted(quote byte) {
	for p.pos < len(p.text) {
		switch p.text[p.pos] {
		case quote:
			p.pos++
			return
		case '\\':
			p.escape()
		case '\n', '\r':
			return
		default:
			p.pos++
		}
	}
}

// escape skips a backslash and what it escapes, which may be the end of a line.
func (p *parser) escape() {
	p.pos++
	if p.pos == len(p.text) {
		return
	}
	if c := p.text[p.pos]; c == '\n' || c == '\r' {
		p.skipLineEnd()
		p.lineStart = false
		return
	}
	p.pos++
}

// tripleQuoted reads up to the closing quotes. Where they are missing, the string is taken to end with its first line.
func (p *parser) tripleQuoted(quote byte) {
	opened, line := p.pos, p.line
	broken := &p.brokenUntil[quoteIndex(quote)]
	if p.pos >= *broken {
		if p.findQuotes(quote) {
			return
		}
		*broken = p.pos
	}
	p.unterminated = true
	p.pos, p.line = opened, line
	p.comment()
}

// findQuotes goes past the next three quotes. It fails at the end of the text and, in a doubtful text, before the head of a definition.
func (p *parser) findQuotes(quote byte) bool {
	for p.pos < len(p.text) {
		switch p.text[p.pos] {
		case quote:
			if p.closes(quote) {
				p.pos += 3
				return true
			}
			p.pos++
		case '\\':
			p.escape()
		case '\n', '\r':
			p.skipLineEnd()
			p.lineStart = false
			if p.doubtful && p.definitionAhead() {
				return false
			}
		default:
			p.pos++
		}
	}
	return false
}

func quoteIndex(quote byte) int {
	if quote == '"' {
		return 1
	}
	return 0
}

// closes reports three quotes at pos.
func (p *parser) closes(quote byte) bool {
	return p.pos+2 < len(p.text) && p.text[p.pos] == quote && p.text[p.pos+1] == quote && p.text[p.pos+2] == quote
}

// definitionAhead reports a line at pos that looks like the head of a definition outside the statement at hand.
func (p *parser) definitionAhead() bool {
	rest := p.text[p.pos:]
	line := bytes.TrimLeft(rest[:min(len(rest), 256)], " \t\f")
	line = bytes.TrimPrefix(line, []byte("async "))
	kind, name, found := bytes.Cut(line, []byte(" "))
	if !found || string(kind) != "def" && string(kind) != "class" || column(rest) > p.indent {
		return false
	}
	end := 0
	for end < len(name) && wordByte[name[end]] {
		end++
	}
	after := bytes.TrimLeft(name[end:], " ")
	if end == 0 || len(after) == 0 {
		return false
	}
	return after[0] == '(' || after[0] == '[' || after[0] == ':' && string(kind) == "class"
}

// openLiteral pushes the frame of an f-string's text, or of a format.
func (p *parser) openLiteral(f frame) {
	f.line, f.start, f.scope, f.record = int32(p.line), int32(p.pos), p.scope, none
	f.mark, f.lambdas = int32(len(p.records)), int32(len(p.lambdas))
	p.frames = append(p.frames, f)
}

// openSpec pushes the format of the replacement field at hand.
func (p *parser) openSpec() {
	if len(p.frames) >= maxFrames {
		return
	}
	around := p.frames[len(p.frames)-2]
	p.openLiteral(frame{kind: specFrame, quote: around.quote, triple: around.triple, raw: around.raw})
}

// literalText reads the text of an f-string up to its end or its next replacement field (PEP 701). In a format, braces are not
// doubled.
func (p *parser) literalText() {
	f := p.frames[len(p.frames)-1]
	spec := f.kind == specFrame
	for p.pos < len(p.text) {
		switch c := p.text[p.pos]; {
		case c == f.quote && (!f.triple || p.closes(c)):
			p.pos++
			if f.triple {
				p.pos += 2
			}
			p.endLiteral()
			return
		case c == '{' && !spec && p.next() == '{':
			p.pos += 2
		case c == '{':
			p.lastLine = p.line
			p.openField()
			return
		case c == '}' && spec:
			p.lastLine = p.line
			p.dropFrames(len(p.frames) - 2)
			p.pos++
			return
		case c == '\\':
			p.literalEscape(f.raw)
		case c == '\n' || c == '\r':
			if !f.triple {
				p.endLiteral()
				return
			}
			p.skipLineEnd()
			p.lineStart = false
		default:
			p.pos++
		}
	}
}

// next is the byte after pos, or 0.
func (p *parser) next() byte {
	if p.pos+1 < len(p.text) {
		return p.text[p.pos+1]
	}
	return 0
}

// literalEscape skips a backslash: a brace after it opens a field all the same, but \N{…} names a character.
func (p *parser) literalEscape(raw bool) {
	switch next := p.next(); {
	case next == '{' || next == '}':
		p.pos++
	case next == 'N' && !raw && p.pos+2 < len(p.text) && p.text[p.pos+2] == '{':
		p.pos += 3
	default:
		p.escape()
	}
}

// openField pushes the frame of a replacement field, whose brace is at pos.
func (p *parser) openField() {
	if len(p.frames) >= maxFrames {
		p.pos++
		return
	}
	p.open(fieldFrame)
	p.pos++
}

// endLiteral pops the f-string at hand, with the fields that are open in it.
func (p *parser) endLiteral() {
	p.lastLine = p.line
	n := len(p.frames) - 1
	for p.frames[n].kind != literalFrame {
		n--
	}
	p.dropFrames(n)
}
