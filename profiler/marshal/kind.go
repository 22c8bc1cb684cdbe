package marshal

// Kind is what sort of object stands in the data.
type Kind uint8

// The kinds of objects.
const (
	Invalid Kind = iota
	End          // the end of a dict
	None
	Bool
	Ellipsis
	StopIteration
	Int
	Float
	Complex
	Bytes // bytes of Python 3, str of Python 2
	Text  // str of Python 3, unicode of Python 2, and the strings that Python 2 interned
	Tuple
	List
	Set
	FrozenSet
	Dict
	Slice
	CodeObject
)

var kindNames = [...]string{
	Invalid: "nothing that marshal knows", End: "the end of a dict", None: "None", Bool: "a bool", Ellipsis: "an ellipsis",
	StopIteration: "StopIteration", Int: "an int", Float: "a float", Complex: "a complex number", Bytes: "bytes", Text: "a str",
	Tuple: "a tuple", List: "a list", Set: "a set", FrozenSet: "a frozenset", Dict: "a dict", Slice: "a slice", CodeObject: "a code object",
}

// String returns the kind as an error message names it, such as "a tuple".
func (k Kind) String() string { return kindNames[k] }

// The type codes (Python/marshal.c). Which Python writes which: 'I' 's' 't' 'R' mostly 2, 'f' 'x' marshal versions 0 and 1, 'g' 'y' 2 and
// later, 'r' and the flag 3, ')' 'a' 'A' 'z' 'Z' 4, ':' 5, '}' 6. All that were ever written are read.
const (
	codeEnd           = '0'
	codeNone          = 'N'
	codeFalse         = 'F'
	codeTrue          = 'T'
	codeEllipsis      = '.'
	codeStopIteration = 'S'
	codeInt           = 'i'
	codeInt64         = 'I'
	codeLong          = 'l'
	codeFloat         = 'g'
	codeFloatText     = 'f'
	codeComplex       = 'y'
	codeComplexText   = 'x'
	codeBytes         = 's'
	codeUnicode       = 'u'
	codeInterned      = 't'
	codeInternedRef   = 'R'
	codeASCII         = 'a'
	codeASCIIInterned = 'A'
	codeShort         = 'z'
	codeShortInterned = 'Z'
	codeTuple         = '('
	codeSmallTuple    = ')'
	codeList          = '['
	codeSet           = '<'
	codeFrozenSet     = '>'
	codeDict          = '{'
	codeFrozenDict    = '}'
	codeSlice         = ':'
	codeCode          = 'c'
	codeRef           = 'r'

	flagRef = 0x80 // set on the code of an object that later ones may refer to
)

var kindOfCode = [128]Kind{
	codeEnd: End, codeNone: None, codeFalse: Bool, codeTrue: Bool, codeEllipsis: Ellipsis, codeStopIteration: StopIteration,
	codeInt: Int, codeInt64: Int, codeLong: Int, codeFloat: Float, codeFloatText: Float, codeComplex: Complex, codeComplexText: Complex,
	codeBytes: Bytes, codeUnicode: Text, codeInterned: Text, codeASCII: Text, codeASCIIInterned: Text, codeShort: Text, codeShortInterned: Text,
	codeTuple: Tuple, codeSmallTuple: Tuple, codeList: List, codeSet: Set, codeFrozenSet: FrozenSet, codeDict: Dict, codeFrozenDict: Dict,
	codeSlice: Slice, codeCode: CodeObject,
}
