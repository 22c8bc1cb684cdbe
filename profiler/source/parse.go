package source

import "math"

// maxDepth bounds the nesting of recorded definitions. CPython refuses more than 100 levels of indentation (MAXINDENT).
const maxDepth = 100

// Parse reads a Python file. It never fails, and takes time in proportion to the text's length whatever the text is.
func Parse(text []byte) *Outline {
	if len(text) > math.MaxInt32 {
		text = text[:math.MaxInt32]
	}
	p := newParser(text)
	p.run()
	if p.unterminated {
		// An odd number of triple quotes turns strings into code and code into strings down to the end of the file. The second
		// reading takes a string for unterminated when the head of a definition stands in it.
		p = newParser(text)
		p.doubtful = true
		p.run()
	}
	return newOutline(p.records, p.line)
}

// parser reads a file once from top to bottom. It keeps no tree: the statements around the place that it has reached, by their
// indentation, and the brackets and lambdas in the statement at hand.
type parser struct {
	text []byte
	pos  int
	line int // of pos

	records []record
	blocks  []block  // the def and class statements around the statement at hand, outermost first
	frames  []frame  // the brackets and f-strings around pos, outermost first
	excess  int      // brackets open beyond maxFrames
	lambdas []lambda // the lambda expressions around pos, outermost first
	scope   int32    // the record whose code pos is in

	lineStart  bool // no token yet on this physical line
	fresh      bool // no token yet in this statement
	lineOffset int  // where the physical line begins on which the statement begins
	indent     int  // the statement's column
	lastLine   int  // the line on which the last token ended, semicolons left out

	expect    expectation // what the last token asks the next one to be
	keyword   int         // offset of the async, def or class that begins the statement
	defLine   int         // line of keyword
	header    int32       // the record whose header pos is in
	decorated decorators  // the decorators above the statement
	decorator bool        // the statement is a decorator
	global    bool        // the statement is a global statement

	doubtful     bool   // triple-quoted strings may be unterminated
	unterminated bool   // the text ended inside a triple-quoted string
	brokenUntil  [2]int // up to here no triple-quoted string ends, for each quote
}

// block is a def or class statement whose body may still go on.
type block struct {
	record  int32
	indent  int
	globals map[string]bool // names of the global statements in its body
}

// decorators are what stands above a definition.
type decorators struct {
	start int // offset of the first @
	line  int // of the first decorator's expression, 0 where there is none
}

// expectation is what the parser wants to know about the next token.
type expectation uint8

const (
	nothing expectation = iota
	functionName
	className
	defAfterAsync
	decoratorExpression
)

const byteOrderMark = "\uFEFF"

func newParser(text []byte) *parser {
	p := &parser{text: text, line: 1, scope: none, header: none, lineStart: true, fresh: true}
	if len(text) >= len(byteOrderMark) && string(text[:len(byteOrderMark)]) == byteOrderMark {
		p.pos = len(byteOrderMark)
		p.lineOffset = p.pos
	}
	return p
}

func (p *parser) run() {
	for p.pos < len(p.text) && (p.doubtful || !p.unterminated) {
		if n := len(p.frames); n > 0 && p.frames[n-1].literal() {
			p.literalText()
		} else {
			p.token()
		}
	}
	for _, f := range p.frames {
		p.unterminated = p.unterminated || f.kind == literalFrame && f.triple
	}
	p.dropFrames(0)
	p.endStatement()
	p.closeBlocks(0)
}

// beginToken is called before every token but comments and line ends.
func (p *parser) beginToken() {
	if p.fresh {
		p.beginStatement()
	}
	if p.expect == decoratorExpression && p.decorated.line == 0 {
		p.decorated.line = p.line
	}
	p.expect = nothing
	p.lineStart = false
}

// beginStatement finds the statement's column and closes the blocks that it is not in.
func (p *parser) beginStatement() {
	p.fresh = false
	p.indent = column(p.text[p.lineOffset:])
	p.closeBlocks(p.indent)
	p.scope = none
	if n := len(p.blocks); n > 0 {
		p.scope = p.blocks[n-1].record
	}
}

// column is the width of the white space that a line begins with: a tab goes to the next multiple of 8 and a form feed back to 0
// (Lexical analysis, Indentation).
func column(line []byte) int {
	width := 0
	for _, c := range line {
		switch c {
		case ' ':
			width++
		case '\t':
			width = width/8*8 + 8
		case '\f':
			width = 0
		default:
			return width
		}
	}
	return width
}

// endStatement is called at the end of each logical line.
func (p *parser) endStatement() {
	p.endLambdas(0)
	p.openBlock()
	if !p.decorator {
		p.decorated = decorators{}
	}
	p.decorator, p.global, p.expect = false, false, nothing
}

// endLine ends the physical line and, where no bracket is open, the statement.
func (p *parser) endLine() {
	p.skipLineEnd()
	if len(p.frames)+p.excess > 0 {
		return
	}
	if !p.fresh {
		p.endStatement()
		p.fresh = true
	}
	p.lineOffset = p.pos
}

// skipLineEnd goes past a line feed, a carriage return or both.
func (p *parser) skipLineEnd() {
	if p.text[p.pos] == '\r' && p.pos+1 < len(p.text) && p.text[p.pos+1] == '\n' {
		p.pos++
	}
	p.pos++
	p.line++
	p.lineStart = true
}

// openBlock ends the header of a def or class statement: what follows is its body.
func (p *parser) openBlock() {
	if p.header == none {
		return
	}
	p.blocks = append(p.blocks, block{record: p.header, indent: p.indent})
	p.scope = p.header
	p.header = none
}

// closeBlocks ends the blocks that a statement at this column is not in.
func (p *parser) closeBlocks(column int) {
	n := len(p.blocks)
	for n > 0 && p.blocks[n-1].indent >= column {
		n--
		p.records[p.blocks[n].record].last = int32(p.lastLine)
	}
	p.blocks = p.blocks[:n]
}

// add records a definition and answers its index, or none where it is nested too deeply.
func (p *parser) add(r record) int32 {
	if r.parent != none {
		r.depth = p.records[r.parent].depth + 1
	}
	if r.depth >= maxDepth {
		return none
	}
	r.last = r.def
	p.records = append(p.records, r)
	return int32(len(p.records) - 1)
}

// define records the def or class statement at hand.
func (p *parser) define(kind Kind, name string) {
	r := record{kind: kind, name: name, start: int32(p.keyword), def: int32(p.defLine), parent: p.scope}
	r.first, r.key = r.def, r.def
	if p.decorated.line > 0 {
		r.start, r.first = int32(p.decorated.start), int32(p.decorated.line)
	}
	if n := len(p.blocks); n > 0 {
		r.global = p.blocks[n-1].globals[name]
	}
	p.header = p.add(r)
}

// declareGlobal takes note of a name in a global statement.
func (p *parser) declareGlobal(name string) {
	n := len(p.blocks)
	if n == 0 {
		return
	}
	if p.blocks[n-1].globals == nil {
		p.blocks[n-1].globals = make(map[string]bool)
	}
	p.blocks[n-1].globals[name] = true
}
