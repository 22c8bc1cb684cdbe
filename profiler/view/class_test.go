package view

import "testing"

func TestClass(t *testing.T) {
	for name, want := range map[string]string{
		"total":                                     "",
		"Basket.total":                              "Basket",
		"Shop.Basket.total":                         "Shop.Basket",
		"Basket.total.<locals>.<lambda>":            "Basket",
		"Basket.total.<locals>.f.<locals>.g":        "Basket",
		"make.<locals>.inner":                       "",
		"make.<locals>.Local.method":                "make.<locals>.Local",
		"Basket.<lambda>":                           "Basket",
		"<module>":                                  "",
		"<lambda>":                                  "",
		"{built-in method time.sleep}":              "",
		"<built-in method builtins.len>":            "",
		"{method 'append' of 'list' objects}":       "list",
		"<method 'search' of 're.Pattern' objects>": "re.Pattern",
		"{method '' of '' objects}":                 "",
		"{method 'x}":                               "",
		"":                                          "",
		".":                                         "",
	} {
		check(t, name, Class(name), want)
	}
	for name, want := range map[string]string{
		"main.(*Basket).Total": "main.(*Basket)", "main.parse": "", "main.(*Basket).Total.func1": "main.(*Basket)", "net/http.(*conn).serve": "net/http.(*conn)", "(x).y": "",
	} {
		check(t, name, receiver(name), want)
	}
}

func TestModule(t *testing.T) {
	for _, test := range []struct{ file, name, want string }{
		{"~", "<built-in method time.sleep>", "time"},
		{"~", "<built-in method numpy.core._multiarray_umath.where>", "numpy.core._multiarray_umath"},
		{"~", "<built-in method __new__ of type object at 0x7f2a>", "builtins"},
		{"~", "<method 'append' of 'list' objects>", "builtins"},
		{"~", "<method 'acquire' of '_thread.lock' objects>", "_thread"},
		{"~", "<operator.attrgetter object at 0x7f2a>", "operator"},
		{"~", "sleep", "builtins"},
		{"time", "sleep", "time"},
		{"", "sleep", "builtins"},
	} {
		graph := graphOf([]function{{test.file, 0, test.name, 1, 1, 1, 1}})
		check(t, test.name, Module(graph, 0), test.want)
	}
}
