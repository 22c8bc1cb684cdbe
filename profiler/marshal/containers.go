package marshal

// Enter opens the next object, which must be a tuple, and returns the number of its elements. They must all be read, then Leave called.
func (d *Decoder) EnterTuple() int {
	if at := d.pos; at+2 <= len(d.data) && d.data[at] == codeSmallTuple && len(d.replays) == 0 && d.depth < maxDepth { // most are
		d.pos = at + 2
		d.depth++
		return int(d.data[at+1])
	}
	return d.enterAnyTuple()
}

func (d *Decoder) enterAnyTuple() int {
	code, _ := d.open()
	switch code {
	case codeSmallTuple:
		return d.enter(d.uint8())
	case codeTuple:
		return d.enter(int(d.int32()))
	}
	d.mismatch(code, "a tuple")
	return 0
}

// EnterSequence opens the next object, which must be a tuple or a list, and returns the number of its elements. They must all be read, then
// Leave called.
func (d *Decoder) EnterSequence() int {
	code, _ := d.open()
	switch code {
	case codeSmallTuple:
		return d.enter(d.uint8())
	case codeTuple, codeList:
		return d.enter(int(d.int32()))
	}
	d.mismatch(code, "a tuple or a list")
	return 0
}

// EnterDict opens the next object, which must be a dict, frozen or not. Then More tells whether a key and a value follow; after the last, Leave
// must be called.
func (d *Decoder) EnterDict() {
	code, _ := d.open()
	if code != codeDict && code != codeFrozenDict {
		d.mismatch(code, "a dict")
		return
	}
	d.enter(0)
}

// More reports whether the open dict has a further key; if not, it reads the dict's end.
func (d *Decoder) More() bool {
	if d.pos >= len(d.data) {
		d.Fail(d.pos, ErrTruncated)
		return false
	}
	if d.data[d.pos]&^flagRef == codeEnd {
		d.pos++
		return false
	}
	return true
}

// enter opens a container of n elements.
func (d *Decoder) enter(n int) int {
	switch {
	case d.err != nil:
		return 0
	case n < 0:
		d.failf(d.pos, "a container of %d elements", n)
		return 0
	case n > len(d.data)-d.pos: // each element has one byte at least
		d.Fail(len(d.data), ErrTruncated)
		return 0
	case d.depth >= maxDepth:
		d.failf(d.pos, "objects nested more than %d deep", maxDepth)
		return 0
	}
	d.depth++
	if d.back >= 0 {
		d.replays = append(d.replays, replay{d.depth, d.back})
		d.back = -1
	}
	return n
}

// Leave ends the container that was opened last.
func (d *Decoder) Leave() {
	if d.err != nil {
		return
	}
	if last := len(d.replays) - 1; last >= 0 && d.replays[last].depth == d.depth {
		d.pos = d.replays[last].back
		d.replays = d.replays[:last]
	}
	d.depth--
}

// Skip reads the next object whatever it is.
func (d *Decoder) Skip() {
	if d.skipRef() {
		return
	}
	code, _ := d.open()
	switch code {
	case codeNone, codeTrue, codeFalse, codeEllipsis, codeStopIteration:
	case codeInt:
		d.take(4)
	case codeInt64, codeFloat:
		d.take(8)
	case codeComplex:
		d.take(16)
	case codeLong:
		d.take(2 * d.digits())
	case codeFloatText, codeShort, codeShortInterned:
		d.take(d.uint8())
	case codeComplexText:
		d.take(d.uint8())
		d.take(d.uint8())
	case codeBytes, codeUnicode, codeInterned, codeASCII, codeASCIIInterned:
		d.take(int(d.int32()))
	case codeSmallTuple:
		d.skipElements(d.enter(d.uint8()))
		return
	case codeTuple, codeList, codeSet, codeFrozenSet:
		d.skipElements(d.enter(int(d.int32())))
		return
	case codeSlice:
		d.skipElements(d.enter(3))
		return
	case codeDict, codeFrozenDict:
		d.enter(0)
		for d.More() {
			d.Skip()
			d.Skip()
		}
		d.Leave()
		return
	case codeCode:
		d.enter(0)
		d.code()
		d.Leave()
		return
	default:
		d.mismatch(code, "an object")
	}
	d.close()
}

// skipRef skips the next object if it is a reference, without following it.
func (d *Decoder) skipRef() bool {
	if d.pos >= len(d.data) {
		return false
	}
	start := d.pos
	code := d.data[start] &^ flagRef
	if code != codeRef && code != codeInternedRef {
		return false
	}
	d.pos++
	d.target(start, code)
	return true
}

func (d *Decoder) skipElements(n int) {
	for range n {
		if d.err != nil {
			return
		}
		d.Skip()
	}
	d.Leave()
}
