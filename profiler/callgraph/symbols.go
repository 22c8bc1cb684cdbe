package callgraph

// Symbol stands for a text, a file's or a function's name, that is stored once however often it is used.
type Symbol uint32

// symbols numbers texts in the order in which they are first seen.
type symbols struct {
	texts   []string
	numbers map[string]Symbol
}

func (s *symbols) of(text string) Symbol {
	if n, ok := s.numbers[text]; ok {
		return n
	}
	return s.add(text)
}

// ofBytes is of without a copy of a text that is known already.
func (s *symbols) ofBytes(text []byte) Symbol {
	if n, ok := s.numbers[string(text)]; ok {
		return n
	}
	return s.add(string(text))
}

func (s *symbols) add(text string) Symbol {
	n := Symbol(len(s.texts))
	s.texts = append(s.texts, text)
	s.numbers[text] = n
	return n
}
