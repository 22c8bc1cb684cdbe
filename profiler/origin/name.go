package origin

import (
	"path"
	"strings"
)

// name is the name of a file or folder on any system, in parts.
type name struct {
	volume   string // "/", `C:\`, `\\host\share\` or empty
	parts    []string
	absolute bool
	windows  bool // case does not matter, and parts are written with a backslash between
}

// parse reads a name.
func parse(text string) name {
	var n name
	text = strings.TrimPrefix(text, `\\?\`)
	n.windows = len(text) > 1 && text[1] == ':' && isLetter(text[0]) || strings.Contains(text, `\`) && !strings.HasPrefix(text, "/")
	if n.windows {
		text = strings.ReplaceAll(text, `\`, "/")
	}
	switch {
	case n.windows && len(text) > 2 && text[1] == ':' && text[2] == '/':
		n.volume, text = text[:2]+`\`, text[3:]
	case n.windows && strings.HasPrefix(text, "//"):
		n.volume, text = `\\`, text[2:]
	case strings.HasPrefix(text, "/"):
		n.volume, text = "/", text[1:]
	}
	n.absolute = n.volume != ""
	if clean := path.Clean(text); clean != "." {
		n.parts = strings.Split(clean, "/")
	}
	return n
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// last is the last part, "" where there is none.
func (n name) last() string {
	if len(n.parts) == 0 {
		return ""
	}
	return n.parts[len(n.parts)-1]
}

// parent is the folder that the file is in.
func (n name) parent() name {
	n.parts = n.parts[:len(n.parts)-1]
	return n
}

// with is the folder, or file, of a name in a folder.
func (n name) with(part string) name {
	n.parts = append(n.parts[:len(n.parts):len(n.parts)], part)
	return n
}

// below returns the way from a folder to the file, if that is in it.
func (n name) below(folder name) (rest name, in bool) {
	if !n.absolute || n.windows != folder.windows || !n.same(n.volume, folder.volume) || len(n.parts) <= len(folder.parts) {
		return name{}, false
	}
	for i, part := range folder.parts {
		if !n.same(part, n.parts[i]) {
			return name{}, false
		}
	}
	return name{parts: n.parts[len(folder.parts):], windows: n.windows}, true
}

// same says whether two parts are the same on the name's system.
func (n name) same(a, b string) bool { return a == b || n.windows && strings.EqualFold(a, b) }

// text is the name as its system writes it.
func (n name) text() string {
	separator := "/"
	if n.windows {
		separator = `\`
	}
	return n.volume + strings.Join(n.parts, separator)
}

// upTo is the folder of the parts before one, below a root. It is empty for the folder that a relative name is relative to.
func (n name) upTo(root name, part int) string {
	if len(root.parts) > 0 || root.absolute {
		root.parts = append(root.parts[:len(root.parts):len(root.parts)], n.parts[:part]...)
		return root.text()
	}
	n.parts = n.parts[:part]
	return n.text()
}

// module is the module, or package, that a part of the name is: a folder, or a file without its extension.
func (n name) module(part int) string {
	if part >= len(n.parts) {
		return ""
	}
	module := n.parts[part]
	if part < len(n.parts)-1 {
		return module
	}
	if dot := strings.IndexByte(module, '.'); dot > 0 {
		module = module[:dot] // also of "x.cpython-311-x86_64-linux-gnu.so"
	}
	return module
}
