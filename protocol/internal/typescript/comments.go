package typescript

import (
	"go/ast"
	"strings"
)

// docOf is the text of a doc comment without directives and surrounding blank lines.
func docOf(group *ast.CommentGroup) string {
	return strings.TrimSpace(group.Text())
}

// vouchedFor is the TypeScript that a directive //tsgen:as TYPE states for a type or a field whose author knows better; "" without one.
func vouchedFor(group *ast.CommentGroup) string {
	if group == nil {
		return ""
	}
	for _, c := range group.List {
		if as, ok := strings.CutPrefix(c.Text, "//tsgen:as "); ok {
			return strings.TrimSpace(as)
		}
	}
	return ""
}

// jsdoc is text as a JSDoc comment at an indentation, with its line end; "" for no text.
func jsdoc(indent, text string) string {
	if text == "" {
		return ""
	}
	text = strings.ReplaceAll(text, "*/", "* /")
	if !strings.Contains(text, "\n") && len(indent)+len(text)+len("/**  */") <= 140 {
		return indent + "/** " + text + " */\n"
	}
	var b strings.Builder
	b.WriteString(indent + "/**\n")
	for _, line := range strings.Split(text, "\n") {
		b.WriteString(strings.TrimRight(indent+" * "+line, " ") + "\n")
	}
	b.WriteString(indent + " */\n")
	return b.String()
}
