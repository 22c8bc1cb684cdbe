package pstats

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
)

// versions are those of the Pythons whose profiles are committed.
var versions = []string{"2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"}

// committed lists the profiles that there are to be, of each tool and version.
func committed() (paths []string) {
	for _, version := range versions {
		programs := []string{"names", "offices", "recursion", "shapes"}
		if version == "2.7" {
			programs = programs[1:] // its names are ASCII
		}
		for _, program := range programs {
			paths = append(paths, "cprofile/"+version+"/"+program, "profile/"+version+"/"+program)
		}
		paths = append(paths, "profile/"+version+"/text")
	}
	paths = append(paths, "sampling/3.15/expressions", "sampling/3.15/recursion", "sampling/3.15/shapes")
	for _, tool := range []string{"ipython", "pyinstrument", "pytest-benchmark", "yappi"} {
		paths = append(paths, tool+"/shapes")
	}
	for _, oddity := range []string{"brackets", "caller-without-record", "huge", "marshal-0", "marshal-1", "marshal-2", "marshal-3", "marshal-4",
		"no-calls", "odd-floats", "outermost", "same-when-stripped", "sampled", "ties", "wide"} {
		paths = append(paths, "edge/"+oddity)
	}
	paths = append(paths, "sidecar/collisions")
	for i := range paths {
		paths[i] += ".stats"
	}
	slices.Sort(paths)
	return paths
}

// TestLoadAll reads every committed profile, of every Python and tool.
func TestLoadAll(t *testing.T) {
	files, paths := fixtures(t)
	if diff := cmp.Diff(committed(), paths); diff != "" {
		t.Errorf("the committed profiles (-want +got):\n%s", diff)
	}
	tools, pythons, read := make(map[string]bool), make(map[string]bool), 0
	for _, path := range paths {
		t.Run(path, func(t *testing.T) {
			s, err := Load(files, path, Compatible)
			if err != nil {
				t.Fatal(err)
			}
			if want := []File{{path, time.Unix(1700000000, 0)}}; !cmp.Equal(s.Files(), want) {
				t.Errorf("files %v, want %v", s.Files(), want)
			}
			if s.Sampled() != bySampling(path) {
				t.Errorf("sampled: %v", s.Sampled())
			}
			tool, rest, _ := strings.Cut(path, "/")
			checkCalls(t, s.Graph(), tool)
			read++
			if tool != "edge" && tool != "sidecar" {
				tools[tool] = true
			}
			if version, _, found := strings.Cut(rest, "/"); found {
				pythons[version] = true
			}
		})
	}
	t.Logf("read %d profiles by %d tools of %d Python versions", read, len(tools), len(pythons))
	if read != len(paths) || len(pythons) != len(versions) {
		t.Errorf("read %d of %d profiles, of %d of %d versions", read, len(paths), len(pythons), len(versions))
	}
}

// bySampling reports whether the profile in a file is one of Python 3.15's sampling profiler.
func bySampling(path string) bool {
	return strings.HasPrefix(path, "sampling/") || path == "edge/sampled.stats"
}

// checkCalls checks what holds in any profile of a deterministic profiler: the calls of a function are those by its callers, unless it is the first.
func checkCalls(t *testing.T, g *callgraph.Graph, tool string) {
	t.Helper()
	if tool != "cprofile" && tool != "profile" {
		return
	}
	if g.Len() < 5 || g.Len() != g.Recorded() {
		t.Errorf("%d functions, %d recorded", g.Len(), g.Recorded())
	}
	for f := range g.Len() {
		var calls int64
		for e := range g.Callers(f) {
			calls += e.Calls
			if e.Timed() != (tool == "cprofile") {
				t.Errorf("calls of %s by %s: timed is %v", g.StandardName(f), g.StandardName(e.Function), e.Timed())
			}
		}
		if own := g.Figures(f).Calls; calls != own && (g.CallerCount(f) > 0 || own != 0) && own != calls+1 {
			t.Errorf("%s has %d calls, its callers made %d", g.StandardName(f), own, calls)
		}
	}
}

// TestVersionsAgree checks that one program's profile is the same by every Python, as far as its own functions go.
func TestVersionsAgree(t *testing.T) {
	files, paths := fixtures(t)
	want := map[string]callgraph.Figures{"fibonacci": {Calls: 1219, PrimitiveCalls: 1}, "is_even": {Calls: 21, PrimitiveCalls: 1}, "hanoi": {Calls: 127, PrimitiveCalls: 1}}
	profiles := 0
	for _, path := range paths {
		if !strings.HasSuffix(path, "/recursion.stats") || bySampling(path) {
			continue
		}
		profiles++
		s, err := Load(files, path, Compatible)
		if err != nil {
			t.Fatal(err)
		}
		found := make(map[string]callgraph.Figures)
		for f := range s.Graph().Len() {
			if name := s.Graph().Name(f); want[name].Calls > 0 {
				figures := s.Graph().Figures(f)
				if figures.Self <= 0 || figures.Cumulative < figures.Self*(1-1e-9) { // but for rounding
					t.Errorf("%s: %s takes %v", path, name, figures)
				}
				figures.Self, figures.Cumulative = 0, 0
				found[name] = figures
			}
		}
		if diff := cmp.Diff(want, found); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	if want := 2 * len(versions); profiles != want {
		t.Errorf("%d profiles of recursion.py, want %d: both profilers of each Python", profiles, want)
	}
}

func TestCodeObjectAsName(t *testing.T) {
	files, _ := fixtures(t)
	for _, version := range []string{"2.7", "3.6", "3.9", "3.13", "3.15"} {
		s, err := Load(files, "profile/"+version+"/offices.stats", Compatible)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for f := range s.Graph().Len() {
			if s.Graph().File(f) == "profile" {
				names = append(names, s.Graph().StandardName(f))
			}
		}
		const want = `profile:0(<code object <module> at 0x7f0000000000, file "/srv/example/offices.py", line `
		if all := strings.Join(names, "\n"); !strings.Contains(all, want) || !strings.Contains(all, "profile:0(profiler)") {
			t.Errorf("%s: %q", version, names)
		}
	}
}

func TestForeignFiles(t *testing.T) {
	files, _ := fixtures(t)
	whole, err := afero.ReadFile(files, "cprofile/3.13/recursion.stats")
	if err != nil {
		t.Fatal(err)
	}
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	w.Write(whole)
	w.Close()
	for _, c := range []struct {
		name, data, want string
	}{
		{"empty", "", "it is empty"},
		{"gzip", zipped.String(), "it starts with gzip data"},
		{"JSON", ` {"version": 1}`, "it is JSON"},
		{"JSON without blanks", `{"version":1}`, "it is JSON"},
		{"HTML", "<!doctype html>", "it is HTML or XML"},
		{"text", "naïve notes\n", "it is text"},
		{"blank", "\n\n", "it is blank"},
		{"report", "   ncalls  tottime  percall  cumtime  percall filename:lineno(function)\n", "it is a printed report"},
		{"pprof", "\x0a\x04\x08\x01\x10\x02\x12\x04\x08\x03\x10\x04\x32\x00", "it looks like protocol buffers"},
		{"pickle", "\x80\x04\x95\x00", "it is a pickle"},
		{"pyc", "\xcb\x0d\x0d\x0a" + strings.Repeat("\x00", 30), "it is compiled Python"},
		{"database", "SQLite format 3\x00", "it is an SQLite database"},
		{"pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 5\n", "it is a pointer of Git LFS"},
		{"truncated", string(whole[:700]), "it is cut short at byte 700"},
		{"damaged", string(whole[:700]) + strings.Repeat("\xff", 40) + string(whole[740:]), "it is damaged at byte "},
		{"no dict", "\xe9\x01\x00\x00\x00", "it is not in Python's marshal format, or holds no dict of functions (at byte 0: an int where a dict is expected)"},
		{"noise", "\xd3\x00\xe1\x12", "it is not in Python's marshal format"},
		{"no functions", "{0", "it holds no functions"},
		{"sampled, no functions", "{)\x01z\x0b" + sampledMark + "T0", "it holds no functions"},
		{"repeated callers", repeatedCallers(100), "it is damaged at byte 2011: callers that are repeated by reference"},
		{"short record", "{" + key("f") + ")\x01" + "N0", "it is damaged at byte 14: a record of 1 figures instead of 5"},
		{"short key", "{)\x02NN0", "a key that is neither a function nor the mark of a sampled profile"},
		{"other mark", "{)\x01z\x01xT0", "a key that is neither"},
		{"short caller", "{" + key("f") + ")\x05" + zeros(4) + "{" + key("g") + ")\x03" + zeros(3) + "00", "a caller with 3 figures instead of 4"},
		{"short caller's key", "{" + key("f") + ")\x05" + zeros(4) + "{" + ")\x02" + zeros(2) + "00", "a caller with a key of 2 parts instead of 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fs := afero.NewMemMapFs()
			if err := afero.WriteFile(fs, "my.stats", []byte(c.data), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := Load(fs, "my.stats", Compatible)
			if !errors.Is(err, ErrNotProfile) {
				t.Fatalf("got %v, want %v", err, ErrNotProfile)
			}
			if want := "my.stats: not a pstats file: " + c.want; !strings.HasPrefix(err.Error(), want) && !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, want)
			}
		})
	}
}

// key and zeros are pieces of a profile in marshal's format.
func key(name string) string { return ")\x03z\x01pi\x01\x00\x00\x00z" + string(rune(len(name))) + name }

func zeros(n int) string { return strings.Repeat("i\x00\x00\x00\x00", n) }

// repeatedCallers is a profile of n functions with the same n callers, whose dict is there once.
func repeatedCallers(n int) string {
	number := func(i int) string { return string(binary.LittleEndian.AppendUint32([]byte{'i'}, uint32(i))) }
	callers := "\xfb"
	for i := range n {
		callers += ")\x03z\x01p" + number(i) + "z\x01f" + number(1)
	}
	data := "{"
	for i := range n {
		data += ")\x03z\x01p" + number(i) + "z\x01f" + ")\x05" + zeros(4) + callers
		callers = "r\x00\x00\x00\x00"
		if i == 0 {
			data += "0"
		}
	}
	return data + "0"
}

// TestEveryTruncation cuts a profile at every byte.
func TestEveryTruncation(t *testing.T) {
	files, _ := fixtures(t)
	for _, path := range []string{"cprofile/3.13/offices.stats", "profile/2.7/offices.stats"} {
		whole, err := afero.ReadFile(files, path)
		if err != nil {
			t.Fatal(err)
		}
		for n := range whole {
			if _, err := Read(whole[:n], Compatible); !errors.Is(err, ErrNotProfile) {
				t.Fatalf("%s: the first %d of %d bytes: %v", path, n, len(whole), err)
			}
		}
		if _, err := Read(append(whole, "what follows is ignored"...), Compatible); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	fsys := afero.NewMemMapFs()
	if err := fsys.Mkdir("folder", 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(fsys, "missing.stats", Compatible); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "missing.stats") {
		t.Errorf("missing file: %v", err)
	}
	if _, err := Load(fsys, "folder", Compatible); err == nil || !strings.Contains(err.Error(), "folder: is a folder, not a profile") {
		t.Errorf("folder: %v", err)
	}
}

func TestSampled(t *testing.T) {
	files, _ := fixtures(t)
	s, err := Load(files, "edge/sampled.stats", Compatible)
	if err != nil {
		t.Fatal(err)
	}
	g := s.Graph()
	if g.Len() != 3 || g.Figures(0).Calls != 9 || g.Figures(0).PrimitiveCalls != 2 {
		t.Errorf("%d functions, the first with %v", g.Len(), g.Figures(0))
	}
	for e := range g.Callers(2) {
		if e.Function != 0 || e.Calls != 6 || !math.IsNaN(e.Self) {
			t.Errorf("caller %v", e)
		}
	}
}

// TestHugeClaim reads a small file whose lengths claim gigabytes.
func TestHugeClaim(t *testing.T) {
	data := append([]byte("{("), binary.LittleEndian.AppendUint32(nil, 1<<31-1)...)
	allocations := testing.AllocsPerRun(1, func() {
		if _, err := Read(data, Compatible); !errors.Is(err, ErrNotProfile) {
			t.Errorf("got %v", err)
		}
	})
	if allocations > 100 {
		t.Errorf("%v allocations", allocations)
	}
}
