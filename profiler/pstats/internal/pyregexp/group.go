package pyregexp

import (
	"strconv"
	"strings"
	"unicode"
)

// group parses what follows a parenthesis. Comments and flags are no pieces of the expression: then ok is false. Flags for the whole
// expression are put into f, which is only allowed at its start.
func (p *parser) group(f *flags, start bool) (result piece, ok bool) {
	if !p.skip("?") {
		return p.capture(*f, ""), true
	}
	switch token := p.take(); token {
	case "":
		p.fail("unexpected end of pattern")
	case "P":
		return p.extension(*f), true
	case ":":
		return p.closed(p.alternatives(*f, false)), true
	case ">":
		p.unsupport("an atomic group (?>…)")
		return p.closed(p.alternatives(*f, false)), true
	case "#":
		for t := p.take(); t != ")"; t = p.take() {
			if t == "" {
				p.fail("missing ), unterminated comment")
			}
		}
		return piece{}, false
	case "=", "!", "<":
		return p.lookaround(token, *f), true
	case "(":
		return p.conditional(*f), true
	default:
		if token != "-" && !strings.Contains(flagLetters, token) {
			p.fail("unknown extension ?%s", token)
		}
		return p.flagged(token, f, start)
	}
	panic("unreachable")
}

// closed checks for the closing parenthesis of a group.
func (p *parser) closed(inner piece) piece {
	if !p.skip(")") {
		p.fail("missing ), unterminated subpattern")
	}
	inner.assertion, inner.repeated = false, false
	return inner
}

// capture parses the inside of a group that can be referred to.
func (p *parser) capture(f flags, name string) piece {
	number := len(p.widths)
	p.widths = append(p.widths, nil)
	if name != "" {
		if _, taken := p.names[name]; taken {
			p.fail("redefinition of group name '%s'", name)
		}
		p.names[name] = number
	}
	inner := p.closed(p.alternatives(f, false))
	p.widths[number] = &inner.width
	return inner
}

// extension parses what follows (?P.
func (p *parser) extension(f flags) piece {
	switch {
	case p.skip("<"):
		name := p.takeUntil(">", "group name")
		p.checkName(name)
		return p.capture(f, name)
	case p.skip("="):
		name := p.takeUntil(")", "group name")
		p.checkName(name)
		number, known := p.names[name]
		if !known {
			p.fail("unknown group name '%s'", name)
		}
		return p.backReference(number)
	}
	p.fail("unknown extension ?P%s", p.next)
	panic("unreachable")
}

func (p *parser) backReference(group int) piece {
	if p.widths[group] == nil {
		p.fail("cannot refer to an open group")
	}
	p.checkBehind(group)
	p.unsupport("a back reference")
	return piece{width: *p.widths[group]}
}

// checkBehind fails where a lookbehind refers to a group of its own.
func (p *parser) checkBehind(group int) {
	if p.behind == 0 {
		return
	}
	if group >= len(p.widths) || p.widths[group] == nil {
		p.fail("cannot refer to an open group")
	}
	if group >= p.behind {
		p.fail("cannot refer to group defined in the same lookbehind subpattern")
	}
}

// checkName fails unless name is an identifier.
func (p *parser) checkName(name string) {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc)) {
			p.fail("bad character in group name '%s'", name)
		}
	}
}

// lookaround parses an assertion on what follows or what precedes.
func (p *parser) lookaround(token string, f flags) piece {
	construct, behind := "a lookahead", token == "<"
	outermost := behind && p.behind == 0
	if behind {
		construct = "a lookbehind"
		if token = p.take(); token != "=" && token != "!" {
			p.fail("unknown extension ?<%s", token)
		}
		if outermost {
			p.behind = len(p.widths)
		}
	}
	inner := p.alternatives(f, false)
	if outermost {
		p.behind = 0
	}
	inner = p.closed(inner)
	if behind && inner.least != inner.most {
		p.fail("look-behind requires fixed-width pattern")
	}
	p.unsupport(construct + " (?" + map[bool]string{true: "<"}[behind] + token + "…)")
	return piece{}
}

// conditional parses an alternative that depends on whether a group has matched.
func (p *parser) conditional(f flags) piece {
	name := p.takeUntil(")", "group name")
	group, known := 0, false
	if strings.Trim(name, digits) == "" {
		n, err := strconv.Atoi(name)
		if n == 0 {
			p.fail("bad group number")
		}
		if err != nil {
			p.fail("invalid group reference %s", name)
		}
		group = n
		p.conditions = append(p.conditions, group)
	} else {
		p.checkName(name)
		if group, known = p.names[name]; !known {
			p.fail("unknown group name '%s'", name)
		}
	}
	p.checkBehind(group)
	yes, no := p.sequence(f, false), piece{}
	if p.skip("|") {
		no = p.sequence(f, false)
		if p.next == "|" {
			p.fail("conditional backref with more than two branches")
		}
	}
	p.closed(yes)
	p.unsupport("a conditional group (?(…)…)")
	return piece{width: width{min(yes.least, no.least), max(yes.most, no.most)}}
}

const flagLetters = "iLmsxau"

// flagged parses flags, of which letter is the first, and the group that they are for, if they are for a group.
func (p *parser) flagged(letter string, f *flags, start bool) (result piece, ok bool) {
	on, off := "", ""
	if letter != "-" {
		on, letter = p.takeFlags(letter, "-:)", "missing -, : or )")
	}
	if letter == ")" {
		if !start {
			p.fail("global flags not at the start of the expression")
		}
		p.flags.set(on, true)
		*f = p.flags
		return piece{}, false
	}
	if letter == "-" {
		off, _ = p.takeFlags(p.take(), ":", "missing flag")
		if strings.ContainsAny(off, "auL") {
			p.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
		}
		if strings.ContainsAny(on, off) {
			p.fail("bad inline flags: flag turned on and off")
		}
	}
	inner := *f
	inner.set(on, true)
	inner.set(off, false)
	return p.closed(p.alternatives(inner, false)), true
}

// takeFlags parses letters from the given one on, up to one of the terminators.
func (p *parser) takeFlags(letter, terminators, missing string) (letters, terminator string) {
	for {
		if letter == "" || !strings.Contains(flagLetters, letter) {
			p.fail("%s", missing)
		}
		if letter == "L" {
			p.fail("bad inline flags: cannot use 'L' flag with a str pattern")
		}
		letters += letter
		if strings.Contains(letters, "a") && strings.Contains(letters, "u") {
			p.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
		}
		if letter = p.take(); letter != "" && strings.Contains(terminators, letter) {
			return letters, letter
		}
	}
}

// set turns the flags of the letters on or off.
func (f *flags) set(letters string, on bool) {
	for _, letter := range letters {
		switch letter {
		case 'i':
			f.ignoreCase = on
		case 'm':
			f.multiline = on
		case 's':
			f.dotAll = on
		case 'x':
			f.verbose = on
		case 'a':
			f.ascii = on
		case 'u':
			f.ascii = false
		}
	}
}
