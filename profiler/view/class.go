package view

import (
	"strings"

	"tottime/profiler/callgraph"
)

// Class returns the class that a function is a method of by its qualified name, such as "Basket" for "Basket.total", or "" for none. What is defined
// within a method belongs to the method's class. Of a function written in C, {method 'append' of 'list' objects}, it is the type.
func Class(qualified string) string {
	if of, is := methodOf(qualified); is {
		return of
	}
	if strings.HasPrefix(qualified, "{") || strings.HasPrefix(qualified, "<built-in") {
		return ""
	}
	for {
		dot := strings.LastIndexByte(qualified, '.')
		if dot < 0 {
			return ""
		}
		scope := qualified[:dot]
		function, local := strings.CutSuffix(scope, ".<locals>")
		if !local {
			return scope
		}
		qualified = function
	}
}

// receiver is Class for a function that is not Python's: the type of a method of Go by its pointer, such as "main.(*Basket)" of "main.(*Basket).Total". What
// is before a dot may be a package as well.
func receiver(name string) string {
	if end := strings.LastIndex(name, ")."); end >= 0 && strings.Contains(name[:end], "(*") {
		return name[:end+1]
	}
	return ""
}

// methodOf returns the type of a method that is written in C, as cProfile names it: "<method 'append' of 'list' objects>", or in braces as pstats prints it.
func methodOf(name string) (string, bool) {
	if len(name) < 2 || !strings.HasPrefix(name[1:], "method '") || !strings.HasSuffix(name[:len(name)-1], "' objects") {
		return "", false
	}
	_, of, found := strings.Cut(name, "' of '")
	if !found {
		return "", false
	}
	return of[:len(of)-len("' objects>")], true
}

// Module returns the module of a function that is written in C, as far as its name tells it: "time" of <built-in method time.sleep>, "builtins" for the
// methods of Python's own types.
func Module(graph *callgraph.Graph, f int) string {
	name, file := graph.Name(f), graph.File(f)
	if file != "" && file != "~" {
		return file // yappi writes the module here
	}
	if of, is := methodOf(name); is {
		return scopeOf(of)
	}
	name = strings.Trim(name, "<>")
	name = strings.TrimPrefix(strings.TrimPrefix(name, "built-in method "), "built-in function ")
	name, _, _ = strings.Cut(name, " ") // "__new__ of type object at 0x…"
	return scopeOf(name)
}

// scopeOf is a name up to its last dot, or builtins where it has none.
func scopeOf(name string) string {
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		return name[:dot]
	}
	return "builtins"
}
