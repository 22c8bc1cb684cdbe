package server

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tottime/protocol"
)

// here makes an absolute path of this system from one in slashes.
func here(path string) string {
	absolute, err := filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		panic(err)
	}
	return absolute
}

func TestPlacesOf(t *testing.T) {
	tests := map[string]struct {
		name string
		from string
		fold bool
		want string // below /now, "" where the mapping does not fit
	}{
		"in the folder":               {name: "/app/shop/cart.py", from: "/app", want: "shop/cart.py"},
		"separator at the end":        {name: "/app/shop/cart.py", from: "/app/shop/", want: "cart.py"},
		"not clean":                   {name: "/app/./shop/x/../cart.py", from: "/app//shop", want: "cart.py"},
		"the root":                    {name: "/app/cart.py", from: "/", want: "app/cart.py"},
		"beside the folder":           {name: "/application/cart.py", from: "/app"},
		"the folder itself":           {name: "/app", from: "/app"},
		"case matters":                {name: "/App/cart.py", from: "/app"},
		"case does not matter here":   {name: "/App/cart.py", from: "/app", fold: true, want: "cart.py"},
		"leads out":                   {name: "/app/../etc/passwd", from: "/app"},
		"of a folder not clean":       {name: "/app/../../etc/a.py", from: "/app/..", want: "etc/a.py"},
		"relative":                    {name: "shop/cart.py", from: "shop", want: "cart.py"},
		"any relative":                {name: "shop/cart.py", from: ".", want: "shop/cart.py"},
		"relative that leads out":     {name: "../cart.py", from: "."},
		"absolute is not relative":    {name: "/shop/cart.py", from: "."},
		"relative is not absolute":    {name: "app/cart.py", from: "/app"},
		"of Windows":                  {name: `C:\app\shop\cart.py`, from: `C:\app`, want: "shop/cart.py"},
		"of Windows in slashes":       {name: `C:\app\shop\cart.py`, from: "c:/app", want: "shop/cart.py"},
		"case of Windows":             {name: `c:\APP\Shop\cart.py`, from: `C:\app`, want: "Shop/cart.py"},
		"a whole drive":               {name: `D:\app\cart.py`, from: `D:\`, want: "app/cart.py"},
		"another drive":               {name: `D:\app\cart.py`, from: `C:\app`},
		"a drive is not relative":     {name: `D:\app\cart.py`, from: "."},
		"relative of Windows":         {name: `shop\cart.py`, from: ".", want: "shop/cart.py"},
		"out by backslashes":          {name: `C:\app\..\..\x.py`, from: `C:\app`},
		"a share":                     {name: `\\host\share\app\cart.py`, from: `\\HOST\share\app`, want: "cart.py"},
		"a whole share":               {name: `\\host\share\app\cart.py`, from: `\\host\share`, want: "app/cart.py"},
		"another share":               {name: `\\host\other\app\cart.py`, from: `\\host\share`},
		"backslash in a POSIX name":   {name: `/app/a\b.py`, from: "/app", want: `a\b.py`},
		"built-in":                    {name: "~", from: "."},
		"no file":                     {name: "<string>", from: "."},
		"no name":                     {name: "", from: "."},
		"a host's root":               {name: `\\`, from: `\\host\share`},
		"a drive alone":               {name: "C:", from: `C:\`},
		"longer than the name":        {name: "/app/a.py", from: "/app/a.py/b"},
		"letters beyond ASCII, folds": {name: `C:\Größe\a.py`, from: `c:\GRÖßE`, want: "a.py"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			mappings, err := newMappings([]protocol.PathMapping{{From: test.from, To: here("/now")}}, test.fold)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			if test.want != "" {
				want = []string{filepath.Join(here("/now"), filepath.FromSlash(test.want))}
			}
			if filepath.Separator == '\\' && strings.Contains(test.want, `\`) {
				t.Skip("this system has no such names")
			}
			if got := placesOf(test.name, mappings); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// Of several mappings that fit each has its turn, the first one first.
func TestPlacesInTurn(t *testing.T) {
	mappings, err := newMappings([]protocol.PathMapping{
		{From: "/app/shop", To: here("/a")}, {From: "/other", To: here("/b")}, {From: "/app", To: here("/c")}, {From: "/app/", To: here("/c")},
	}, false)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{filepath.Join(here("/a"), "x.py"), filepath.Join(here("/c"), "shop", "x.py")}
	if got := placesOf("/app/shop/x.py", mappings); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMappingsRefused(t *testing.T) {
	for name, test := range map[string]struct{ from, to, want string }{
		"from nowhere":   {" ", here("/now"), "does not say which folder it is from"},
		"to a relative":  {"/app", "now", `is to "now", which is not absolute`},
		"to nothing":     {"/app", "", `is to "", which is not absolute`},
		"nothing at all": {"", "", "does not say"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := newMappings([]protocol.PathMapping{{From: test.from, To: test.to}}, false); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// Whatever a profile names, a mapping leads to nothing outside of its folder.
func FuzzPlacesOf(f *testing.F) {
	for _, name := range []string{"/app/a.py", `C:\app\a.py`, `\\h\s\app\a.py`, "../a.py", "/app/../../a.py", `/app/..\..\a.py`, "C:", "//", `\\`, "a\x00b"} {
		for _, from := range []string{"/app", `C:\app`, `\\h\s`, ".", "..", "/"} {
			f.Add(name, from)
		}
	}
	f.Fuzz(func(t *testing.T, name, from string) {
		to := here("/now")
		mappings, err := newMappings([]protocol.PathMapping{{From: from, To: to}}, false)
		if err != nil {
			return
		}
		for _, place := range placesOf(name, mappings) {
			if inside, err := filepath.Rel(to, place); err != nil || !filepath.IsLocal(inside) {
				t.Errorf("%q of %q becomes %q", name, from, place)
			}
		}
	})
}
