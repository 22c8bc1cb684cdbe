package view

import (
	"path"
	"strings"
)

// Grouping is what the functions of a group have in common.
type Grouping uint8

// The groupings.
const (
	// Ungrouped: each function is a row of its own.
	Ungrouped Grouping = iota
	// ByClass: the class that they are methods of, or else the file.
	ByClass
	// ByFile: the source file. Functions written in C have a module instead.
	ByFile
	// ByPackage: the top-level package or module.
	ByPackage
)

// part is what functions have in common.
type part struct {
	name    string // what conditions of a filter are of
	title   string // what its row is called
	file    string // as a row's
	builtin bool
}

// parts divide the functions of a table: each is of one part.
type parts struct {
	of    []int32 // by function
	parts []part  // in the order of their first functions
}

// names returns what conditions of a filter are of, by part.
func (p *parts) names() []string {
	names := make([]string, len(p.parts))
	for i := range names {
		names[i] = p.parts[i].name
	}
	return names
}

// divide makes parts of the functions that have a record.
func (t *Table) divide(of func(f int) part) *parts {
	p := &parts{of: make([]int32, t.graph.Recorded())}
	number := make(map[part]int32)
	for f := range p.of {
		key := of(f)
		n, known := number[key]
		if !known {
			n = int32(len(p.parts))
			number[key] = n
			p.parts = append(p.parts, key)
		}
		p.of[f] = n
	}
	return p
}

// partsBy returns the parts of a grouping.
func (t *Table) partsBy(grouping Grouping) *parts {
	switch grouping {
	case ByClass:
		return t.classes()
	case ByFile:
		return t.filesAsParts()
	}
	return t.packages()
}

// filePart is the source file of a function, or its module when it is written in C.
func (t *Table) filePart(f int) part {
	switch file := File(t.graph, f); {
	case Builtin(t.graph, f):
		return part{title: Module(t.graph, f), builtin: true}
	case file == "":
		return part{title: noFile}
	default:
		return part{title: baseName(file), file: file}
	}
}

// noFile is what functions are called together of which the profile does not say the file.
const noFile = "(no file)"

// baseName is the last part of a file's name on any system.
func baseName(file string) string { return path.Base(strings.ReplaceAll(file, `\`, "/")) }

// newClasses divides by classes: those of one name in two files are two.
func (t *Table) newClasses() *parts {
	names := t.names()
	return t.divide(func(f int) part {
		p := t.filePart(f)
		of := Class
		if t.graph.Stacks() != nil && !strings.HasSuffix(p.file, ".py") {
			of = receiver
		}
		if class := of(names.Name(f)); class != "" {
			p.name, p.title = class, class
		}
		return p
	})
}

// newPackages divides by packages. What is written in C belongs to the package of its name that has source files, if there is one.
func (t *Table) newPackages() *parts {
	places, names := t.files().places, t.files().names
	named := make(map[string]part)
	of := make([]part, len(places))
	for i, place := range places {
		p := part{name: place.Package, title: place.Package, file: joined(place.Root, place.Package)}
		if place.Package == "" {
			p.title = noFile
		}
		if p.file != "" && strings.HasPrefix(names[i], p.file+".") {
			p.file = names[i] // a module
		}
		of[i] = p
		if _, known := named[p.name]; !known {
			named[p.name] = p
		}
	}
	return t.divide(func(f int) part {
		if !Builtin(t.graph, f) {
			return of[t.file(f)]
		}
		name, _, _ := strings.Cut(Module(t.graph, f), ".")
		if p, known := named[name]; known {
			return p
		}
		return part{name: name, title: name, builtin: true}
	})
}

// joined is a path of any system.
func joined(folder, name string) string {
	switch {
	case folder == "":
		return ""
	case strings.HasSuffix(folder, "/") || strings.HasSuffix(folder, `\`):
		return folder + name
	case strings.Contains(folder, `\`):
		return folder + `\` + name
	}
	return folder + "/" + name
}
