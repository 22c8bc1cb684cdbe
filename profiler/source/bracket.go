package source

// maxFrames bounds the brackets that are kept apart. CPython refuses more than 200 (MAXLEVEL); deeper ones are only counted.
const maxFrames = 256

// closeReach is how many brackets a closing one may close at once, when those within were left open.
const closeReach = 16

// The kinds of frames: an opening bracket, or a part of an f-string.
const (
	literalFrame = 'f' // the text of an f-string
	fieldFrame   = 'e' // the expression of a replacement field
	specFrame    = 's' // the format of a replacement field, which may hold fields itself
)

// frame is a bracket or a part of an f-string that is open.
type frame struct {
	kind        byte
	quote       byte // of an f-string
	triple, raw bool // the f-string's quotes are tripled, its backslashes are plain
	colon       bool // a brace with a colon: a dict
	stage       stage
	line        int32
	start       int32 // offset
	scope       int32 // the record that the bracket stands in
	record      int32 // its comprehension
	mark        int32 // number of records when it was opened
	lambdas     int32 // number of open lambdas when it was opened
}

// stage is how far a comprehension has been read.
type stage uint8

const (
	noComprehension stage = iota
	firstTarget           // after the first for
	firstIterable         // after its in: evaluated in the scope around, up to the next if or for
)

// Names of code objects without a name.
const (
	lambdaName    = "<lambda>"
	generatorName = "<genexpr>"
	listName      = "<listcomp>"
	setName       = "<setcomp>"
	dictName      = "<dictcomp>"
)

func (f *frame) literal() bool { return f.kind == literalFrame || f.kind == specFrame }

// open pushes a frame at pos.
func (p *parser) open(kind byte) {
	if len(p.frames) >= maxFrames {
		p.excess++
		return
	}
	p.frames = append(p.frames, frame{
		kind: kind, line: int32(p.line), start: int32(p.pos), scope: p.scope, record: none,
		mark: int32(len(p.records)), lambdas: int32(len(p.lambdas)),
	})
}

// close pops the frames that a closing bracket ends; one that fits none is ignored.
func (p *parser) close(bracket byte) {
	if p.excess > 0 {
		p.excess--
		return
	}
	for i := len(p.frames) - 1; i >= 0 && i >= len(p.frames)-closeReach; i-- {
		switch kind := p.frames[i].kind; {
		case kind == '(' && bracket == ')', kind == '[' && bracket == ']', (kind == '{' || kind == fieldFrame) && bracket == '}':
			p.dropFrames(i)
			return
		case kind == fieldFrame:
			return
		}
	}
}

// dropFrames pops all frames but the outermost n.
func (p *parser) dropFrames(n int) {
	for i := len(p.frames) - 1; i >= n; i-- {
		f := &p.frames[i]
		p.truncateLambdas(int(f.lambdas))
		if f.record != none {
			p.records[f.record].last = int32(p.lastLine)
		}
		p.scope = f.scope
		p.frames = p.frames[:i]
	}
}

// top is the innermost bracket, or nil at the top level, in an f-string's field and beyond the bound.
func (p *parser) top() *frame {
	n := len(p.frames)
	if n == 0 || p.excess > 0 || p.frames[n-1].kind == fieldFrame {
		return nil
	}
	return &p.frames[n-1]
}

// colon reads a colon: a lambda's, a header's, a dict's, a format's, or one that means nothing here.
func (p *parser) colon() {
	p.pos++
	if n := len(p.frames); n > 0 && p.excess == 0 && p.frames[n-1].kind == fieldFrame {
		p.openSpec()
		return
	}
	if p.pos < len(p.text) && p.text[p.pos] == '=' {
		p.pos++
		return
	}
	if p.lambdaColon() {
		return
	}
	if len(p.frames) == 0 {
		p.openBlock()
	} else if f := p.top(); f != nil && f.kind == '{' {
		f.colon = true
	}
}

// comprehension reads a for. The first one in a bracket tells that the bracket is a comprehension; the definitions that were found in
// the bracket so far are then in its scope.
func (p *parser) comprehension() {
	f := p.top()
	if f == nil {
		return
	}
	if f.stage != noComprehension {
		p.comprehensionIf()
		return
	}
	f.stage = firstTarget
	f.record = p.add(record{
		kind: Comprehension, name: f.comprehensionName(), parent: f.scope,
		start: f.start, first: f.line, def: f.line, key: int32(p.elementLine(f)),
	})
	if f.record == none {
		return
	}
	p.scope = f.record
	for i := f.mark; i < f.record; i++ {
		if p.records[i].parent == f.scope {
			p.records[i].parent = f.record
		}
	}
}

func (f *frame) comprehensionName() string {
	switch {
	case f.kind == '[':
		return listName
	case f.kind == '(':
		return generatorName
	case f.colon:
		return dictName
	}
	return setName
}

// elementLine is the line of the first token in a bracket: up to Python 3.7 a comprehension's code object names this line.
func (p *parser) elementLine(f *frame) int {
	line := int(f.line)
	for i := int(f.start) + 1; i < p.pos; i++ {
		switch c := p.text[i]; c {
		case ' ', '\t', '\f', '\\':
		case '\n':
			line++
		case '\r':
			if i+1 == len(p.text) || p.text[i+1] != '\n' {
				line++
			}
		case '#':
			for i+1 < p.pos && p.text[i+1] != '\n' && p.text[i+1] != '\r' {
				i++
			}
		default:
			return line
		}
	}
	return line
}

// comprehensionIn reads an in: the iterable of a comprehension's first for belongs to the scope around the bracket.
func (p *parser) comprehensionIn() {
	if f := p.top(); f != nil && f.stage == firstTarget {
		f.stage = firstIterable
		p.scope = f.scope
	}
}

// comprehensionIf reads an if, or a for after the first.
func (p *parser) comprehensionIf() {
	if f := p.top(); f != nil && f.stage == firstIterable && f.record != none {
		p.scope = f.record
	}
}
