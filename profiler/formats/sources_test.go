package formats_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/callgraph"
	"tottime/profiler/formats"
	"tottime/profiler/pstats"
)

// The profiles name files as /srv/example/shapes.py.
func needAbsolutePaths(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the paths in the profiles are absolute only on other systems")
	}
}

// place is where a function begins, and its name without what is around it.
type place struct {
	line int
	name string
}

func places(g *callgraph.Graph) map[place]bool {
	all := make(map[place]bool)
	for f := range g.Len() {
		name := g.Name(f)
		all[place{g.Line(f), name[strings.LastIndexByte(name, '.')+1:]}] = true
	}
	return all
}

// TestFirstLines finds where the functions begin of which profiles made of samples have other lines: there where CPython says in a profile that counts
// calls.
func TestFirstLines(t *testing.T) {
	needAbsolutePaths(t)
	for _, c := range []struct{ sampled, program, counted string }{
		{"sampling/3.15/shapes.stats", "shapes", "cprofile/3.15/shapes.stats"},
		{"sampling/3.15/recursion.stats", "recursion", "cprofile/3.15/recursion.stats"},
		{"pprof/austin.pprof", "shapes", "cprofile/3.13/shapes.stats"},
	} {
		t.Run(c.sampled, func(t *testing.T) {
			path := "/srv/example/" + c.program + ".py"
			files := folder(t, map[string][]byte{
				path: content(t, "programs/"+c.program+".py"), "sampled": content(t, c.sampled), "counted": content(t, c.counted),
			})
			sampled, counted := load(t, files, "sampled", pstats.Accurate), load(t, files, "counted", pstats.Accurate)
			truth, checked := places(counted.Graph()), 0
			g := sampled.Graph()
			for f := range g.Len() {
				name := g.Name(f)
				if g.File(f) != path {
					continue
				}
				checked++
				if !truth[place{g.Line(f), name[strings.LastIndexByte(name, '.')+1:]}] {
					t.Errorf("%s does not begin there", g.StandardName(f))
				}
			}
			if checked < 5 {
				t.Errorf("only %d functions were compared", checked)
			}
			if notes := strings.Join(sampled.Notes(), " "); strings.Contains(notes, "is not known, because") {
				t.Errorf("notes %q", notes)
			}
		})
	}
}

// TestSources changes the source of a sampled profile.
func TestSources(t *testing.T) {
	needAbsolutePaths(t)
	const path = "/srv/example/recursion.py"
	program := content(t, "programs/recursion.py")
	// The lowest lines that were seen of each function, and where each begins.
	lowest := []string{"main:24", "<module>:1", "fibonacci:5", "is_even:9", "is_odd:13", "hanoi:17"}
	begins := []string{"main:23", "<module>:1", "fibonacci:4", "is_even:8", "is_odd:12", "hanoi:16"}
	const missed = "Where 5 functions begin is not known, because there is no Python source that fits"
	for _, c := range []struct {
		name   string
		source []byte // nil for none
		want   []string
		note   string
	}{
		{"as it was", program, begins, ""},
		{"no source", nil, lowest, missed},
		{"too large", append(slices.Clone(program), strings.Repeat("# more\n", 2<<20)...), lowest, missed},
		{"another program", []byte("import os\nprint(os)\n"), lowest, missed},
		{"one function renamed", []byte(strings.ReplaceAll(string(program), "def is_odd", "def is_even")), slices.Replace(slices.Clone(begins), 4, 5, "is_odd:13"),
			"Where 1 function begins is not known, because there is no Python source that fits"},
		{"moved into a class", []byte("class Recursion:\n " + strings.ReplaceAll(string(program), "\n", "\n ")), lowest, missed},
	} {
		t.Run(c.name, func(t *testing.T) {
			contents := map[string][]byte{"sampled": content(t, "sampling/3.15/recursion.stats")}
			if c.source != nil {
				contents[path] = c.source
			}
			stats := load(t, folder(t, contents), "sampled", pstats.Accurate)
			var got []string
			for f := range stats.Graph().Len() {
				got = append(got, strings.TrimSuffix(strings.NewReplacer(path+":", "").Replace(stats.Graph().StandardName(f)), ")"))
			}
			for i, name := range got {
				line, bare, _ := strings.Cut(name, "(")
				got[i] = bare + ":" + line
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if notes := strings.Join(stats.Notes(), " "); !strings.Contains(notes, c.note) || c.note == "" && strings.Contains(notes, "because") {
				t.Errorf("got the notes %q, want %q", notes, c.note)
			}
		})
	}
	stats := load(t, folder(t, map[string][]byte{path: program, "sampled": content(t, "sampling/3.15/recursion.stats")}), "sampled", pstats.Compatible)
	if !slices.Contains(functions(stats.Graph()), path+":18(hanoi)") || len(stats.Notes()) > 0 {
		t.Errorf("a compatible one has %q, notes %q", functions(stats.Graph()), stats.Notes())
	}
}

// TestLoadMapped finds sources that are elsewhere now.
func TestLoadMapped(t *testing.T) {
	needAbsolutePaths(t)
	files := folder(t, map[string][]byte{"/home/me/recursion.py": content(t, "programs/recursion.py"), "sampled": content(t, "sampling/3.15/recursion.stats")})
	for _, c := range []struct{ name, to, want string }{
		{"where it is", "/home/me/recursion.py", "/srv/example/recursion.py:16(hanoi)"},
		{"where it is not", "/home/you/recursion.py", "/srv/example/recursion.py:17(hanoi)"},
		{"no Python", "/home/me/recursion.so", "/srv/example/recursion.py:17(hanoi)"},
		{"nowhere", "", "/srv/example/recursion.py:17(hanoi)"},
	} {
		var asked []string
		stats, err := formats.LoadMapped(files, "sampled", pstats.Accurate, func(name string) (string, bool) {
			asked = append(asked, name)
			return c.to, c.to != ""
		})
		if err != nil || !slices.Contains(functions(stats.Graph()), c.want) || !slices.Equal(asked, []string{"/srv/example/recursion.py"}) {
			t.Errorf("%s: asked for %q, got %q, %v", c.name, asked, functions(stats.Graph()), err)
		}
	}
}
