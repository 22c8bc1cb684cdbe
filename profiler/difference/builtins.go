package difference

import "strings"

// builtinName is the same for a function written in C whatever the profiler and the version of Python that name it:
//
//	<built-in method builtins.len>      cProfile of Python 3
//	<len>                               cProfile of Python 2
//	len                                 profile, and yappi, which has the module in place of the file
//
// all become "len"; addresses, which differ from run to run, are left out.
func builtinName(file, name string) string {
	name = withoutAddress(name)
	if len(name) >= 2 && (name[0] == '<' && name[len(name)-1] == '>' || name[0] == '{' && name[len(name)-1] == '}') {
		name = name[1 : len(name)-1]
	} else if file != "" && file != "~" {
		name = file + "." + name
	}
	name = strings.TrimPrefix(name, "built-in method ")
	for _, module := range []string{"builtins.", "__builtin__.", "_"} {
		if rest, ok := strings.CutPrefix(name, module); ok && (module != "_" || strings.Contains(rest, ".") && rest[0] != '_') {
			name = rest // open is that of _io in one version, that of io in another
			break
		}
	}
	return name
}

// shortName is the last part of a built-in's name, which is all that profile tells of it: "append" of "method 'append' of 'list' objects".
func shortName(name string) string {
	if rest, ok := strings.CutPrefix(name, "method '"); ok {
		if end := strings.IndexByte(rest, '\''); end >= 0 {
			return rest[:end]
		}
	}
	name, _, _ = strings.Cut(name, " of ")
	return name[strings.LastIndexByte(name, '.')+1:]
}

// withoutAddress takes addresses in memory off a name, as of "<built-in method __new__ of type object at 0x7f30>".
func withoutAddress(name string) string {
	const sign = " at 0x"
	at := strings.Index(name, sign)
	if at < 0 {
		return name
	}
	rest := strings.TrimLeft(name[at+len(sign):], "0123456789abcdefABCDEF")
	return name[:at] + rest
}
