package source

import "bytes"

// wordByte holds true for the bytes of identifiers, every byte beyond ASCII included.
var wordByte = func() (table [256]bool) {
	for c := range table {
		table[c] = c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	}
	return table
}()

// token reads one token outside string literals. Numbers and operators say nothing about structure: they are skipped byte by byte.
func (p *parser) token() {
	switch c := p.text[p.pos]; c {
	case ' ', '\t', '\f':
		p.pos++
	case '\n', '\r':
		p.endLine()
	case '#':
		p.comment()
	case '\\':
		p.backslash()
	case '"', '\'':
		p.beginToken()
		p.stringLiteral(p.pos)
		p.lastLine = p.line
	case '(', '[', '{':
		p.beginToken()
		p.open(c)
		p.lastLine = p.line
		p.pos++
	case ')', ']', '}':
		p.beginToken()
		p.endLambdas(len(p.frames) + p.excess)
		p.lastLine = p.line
		p.close(c)
		p.pos++
	case ';':
		p.beginToken()
		p.endLambdas(len(p.frames) + p.excess)
		p.global = false
		p.pos++
	case ',':
		p.beginToken()
		p.endBodies()
		p.lastLine = p.line
		p.pos++
	case ':':
		p.beginToken()
		p.colon()
		p.lastLine = p.line
	case '@':
		p.at()
		p.lastLine = p.line
		p.pos++
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		p.beginToken()
		for p.pos < len(p.text) && '0' <= p.text[p.pos] && p.text[p.pos] <= '9' {
			p.pos++
		}
		p.lastLine = p.line
	default:
		if wordByte[c] {
			p.word()
			return
		}
		p.beginToken()
		p.lastLine = p.line
		p.pos++
	}
}

// comment skips to the end of the line.
func (p *parser) comment() {
	for p.pos < len(p.text) && p.text[p.pos] != '\n' && p.text[p.pos] != '\r' {
		p.pos++
	}
}

// backslash joins the next physical line to this one.
func (p *parser) backslash() {
	p.pos++
	if p.pos < len(p.text) && (p.text[p.pos] == '\n' || p.text[p.pos] == '\r') {
		p.skipLineEnd()
	}
}

// at reads the sign that begins a decorator; anywhere else it is an operator.
func (p *parser) at() {
	fresh := p.fresh
	p.beginToken()
	if !fresh {
		return
	}
	if p.decorated.line == 0 {
		p.decorated.start = p.pos
	}
	p.decorator = true
	p.expect = decoratorExpression
}

// word reads a keyword, an identifier or the prefix of a string.
func (p *parser) word() {
	start := p.pos
	end := start + 1
	for end < len(p.text) && wordByte[p.text[end]] {
		end++
	}
	word := p.text[start:end]
	if end < len(p.text) && (p.text[end] == '"' || p.text[end] == '\'') && stringPrefix(word) {
		p.beginToken()
		p.stringLiteral(end)
		p.lastLine = p.line
		return
	}
	if p.lineStart && !p.fresh && p.misplaced(word) {
		p.abandon()
	}
	fresh, expect := p.fresh, p.expect
	p.beginToken()
	p.pos = end
	switch {
	case expect == functionName:
		p.define(Function, identifier(word))
	case expect == className:
		p.define(Class, identifier(word))
	case fresh:
		p.firstWord(word, start)
	case expect == defAfterAsync && string(word) == "def":
		p.expect = functionName
	case p.global:
		p.declareGlobal(identifier(word))
	}
	p.expressionWord(word, start)
	p.lastLine = p.line
}

// firstWord looks at the word that begins a statement.
func (p *parser) firstWord(word []byte, start int) {
	switch string(word) {
	case "def":
		p.expect = functionName
	case "class":
		p.expect = className
	case "async":
		p.expect = defAfterAsync
	default:
		return
	}
	p.keyword, p.defLine = start, p.line
}

// expressionWord looks at the keywords that shape scopes within a statement.
func (p *parser) expressionWord(word []byte, start int) {
	switch string(word) {
	case "lambda":
		p.beginLambda(start)
	case "for":
		p.endBodies()
		p.comprehension()
	case "in":
		p.comprehensionIn()
	case "if":
		if !p.lambdaIf() {
			p.comprehensionIf()
		}
	case "else":
		p.lambdaElse()
	case "as":
		p.endBodies()
	case "global":
		p.global = true
	}
}

// misplaced reports a word at the beginning of a physical line within a statement that can only begin a statement: something above it
// was not closed. Only words that are keywords in every Python version are taken for that.
func (p *parser) misplaced(word []byte) bool {
	definition := string(word) == "def" || string(word) == "class"
	if len(p.frames)+p.excess == 0 {
		return definition && p.expect != defAfterAsync // after a backslash
	}
	if definition {
		return true
	}
	switch string(word) {
	case "assert", "break", "continue", "del", "elif", "except", "finally", "global", "import", "pass", "raise", "return", "try", "while", "with":
		return true
	case "async":
		rest := bytes.TrimLeft(p.text[p.pos+len(word):min(len(p.text), p.pos+80)], " \t")
		return bytes.HasPrefix(rest, []byte("def "))
	}
	return false
}

// abandon ends the statement at hand, with everything that is open in it, before the physical line that pos is on.
func (p *parser) abandon() {
	p.dropFrames(0)
	p.excess = 0
	p.endStatement()
	p.fresh = true
	p.lineOffset = p.pos
	for p.lineOffset > 0 && p.text[p.lineOffset-1] != '\n' && p.text[p.lineOffset-1] != '\r' {
		p.lineOffset--
	}
}
