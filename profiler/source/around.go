package source

import (
	"sort"
	"strings"
)

// Around answers the innermost definition that has the line and this name. Profiles made of samples know functions by a line in them and a name, which
// is qualified or bare; where the bare name is also the qualified one of a definition around the line, it means that. Of several definitions as deep as
// each other, such as two lambdas, it answers the one that begins last. It is false where the source was changed so that none has the line and the name.
func (o *Outline) Around(line int, name string) (Definition, bool) {
	if name == "<module>" {
		return o.Find(1, name)
	}
	bare := name[strings.LastIndexByte(name, '.')+1:]
	named := o.names[bare]
	after := sort.Search(len(named), func(i int) bool { return int(o.records[named[i]].first) > line })
	var innermost Definition
	for i := after - 1; i >= 0; i-- {
		if int(o.records[named[i]].last) < line {
			continue
		}
		definition := o.definition(named[i])
		if definition.QualifiedName == name {
			return definition, true
		}
		if innermost.First == 0 {
			innermost = definition
		}
	}
	return innermost, innermost.First > 0 && name == bare
}
