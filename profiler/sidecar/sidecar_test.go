package sidecar

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
)

const fixture = "../../testdata/profiles/sidecar/collisions.stats"

func TestFor(t *testing.T) {
	files := afero.NewMemMapFs()
	if err := afero.WriteFile(files, "/run/run.json", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for profile, want := range map[string]string{
		"/run/profile.stats":      "/run/names.json",
		"/run/other.stats":        "/run/other.stats.json",
		"/home/me/profile.stats":  "/home/me/profile.stats.json",
		"my.prof":                 "my.prof.json",
		"/run/parts/1-main.stats": "/run/parts/1-main.stats.json",
	} {
		if got := For(files, profile); got != want {
			t.Errorf("%s: got %s, want %s", profile, got, want)
		}
	}
}

// TestWrite writes the committed sidecar and one with a bit of everything, and reads them back.
func TestWrite(t *testing.T) {
	collisions, err := Load(afero.NewOsFs(), fixture+".json")
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*Sidecar{
		"committed": collisions,
		"empty":     {},
		"costs":     {Costs: overhead.Costs{overhead.Function: {Inner: 4e-8, Outer: 9e-8}, overhead.Method: {Outer: 1. / 3e7}}},
		"mixed": {
			Functions: []Function{
				{"größe \"1\".py", 3, "<lambda>", callgraph.Details{QualifiedName: "f.<locals>.<lambda>", Def: 4, End: 9}, callgraph.Figures{Calls: 1 << 60, Self: 1e-9}},
				{"~", 0, "<built-in method builtins.len>", callgraph.Details{}, callgraph.Figures{Calls: 3, PrimitiveCalls: 2, Self: .1, Cumulative: 1. / 3}},
			},
			Edges: []Edge{{0, 1, callgraph.Figures{Calls: 3, PrimitiveCalls: 2, Self: .1, Cumulative: 1. / 3}}},
		},
	} {
		var out bytes.Buffer
		if err := s.Write(&out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		again, err := Read(&out)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(s, again); diff != "" {
			t.Errorf("%s (-written +read):\n%s", name, diff)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	for want, s := range map[string]*Sidecar{
		"function 0 of a sidecar: a number of calls is negative": {Functions: []Function{{Figures: callgraph.Figures{Calls: callgraph.Uncounted}}}},
		"edge 0 of a sidecar: it joins functions 0 and 1 of 1":   {Functions: make([]Function, 1), Edges: []Edge{{0, 1, callgraph.Figures{}}}},
	} {
		if err := s.Write(io.Discard); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	full := errors.New("disk full")
	if err := (&Sidecar{}).Write(failing{full}); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ error }

func (f failing) Write([]byte) (int, error) { return 0, f.error }

func TestReadRefuses(t *testing.T) {
	const figures = `"calls":1,"primitive":1,"self":0,"cumulative":0`
	const function = `{"file":"a.py","line":1,"name":"f",` + figures + `}`
	for _, c := range []struct{ data, want string }{
		{"", "it is cut short"},
		{`{"version":1,"functions":[`, "it is cut short"},
		{`{"version":1,"functions":[` + function, "it is cut short"},
		{`[]`, "it does not begin with its version"},
		{`true`, "it does not begin with its version"},
		{"\x1f\x8b", "it is not JSON: invalid character '\\x1f' looking for beginning of value at byte 1"},
		{`{"version":1,}`, "it is not JSON: invalid character '}' looking for beginning of object key string at byte 13"},
		{`{"version":1} {}`, "something follows its end"},
		{`{}`, "it does not begin with its version"},
		{`{"functions":[],"version":1}`, "it does not begin with its version"},
		{`{"version":2,"functions":7}`, "its version is 2, and only version 1 is known; a newer tottime may read it"},
		{`{"version":"one"}`, "its version is \"one\", and only version 1 is known"},
		{`{"version":1,"overhead":[]}`, "its overhead: it cannot be a array"},
		{`{"version":1,"overhead":{"function":{"inner":-1e-7}}}`, "its overhead: a cost is negative or too large"},
		{`{"version":1,"functions":{}}`, "its functions: it is not a list"},
		{`{"version":1,"functions":[7]}`, "its functions, number 0: it cannot be a number"},
		{`{"version":1,"functions":[` + function + `,{}]}`, "its functions, number 1: calls, primitive, self or cumulative is missing"},
		{`{"version":1,"functions":[{` + figures + `}]}`, "its functions, number 0: file, line or name is missing"},
		{`{"version":1,"functions":[{"file":"a.py","line":-1,"name":"f",` + figures + `}]}`, "a line is negative"},
		{`{"version":1,"functions":[{"file":"a.py","line":"1"}]}`, "its functions, number 0: line cannot be a string"},
		{`{"version":1,"functions":[{"file":"a.py","line":1,"name":"f","calls":1.5}]}`, "its functions, number 0: calls cannot be a number 1.5"},
		{`{"version":1,"functions":[{"file":"a.py","line":1,"name":"f","calls":-1,"primitive":1,"self":0,"cumulative":0}]}`, "a number of calls is negative"},
		{`{"version":1,"functions":[` + function + `],"edges":[{"caller":0,` + figures + `}]}`, "its edges, number 0: caller or callee is missing"},
		{`{"version":1,"edges":[{"caller":0,"callee":1,` + figures + `}],"functions":[` + function + `]}`, "its edges, number 0: there is no function 1, only 0 to 0"},
		{`{"version":1,"functions":[` + function + `],"edges":[{"caller":-1,"callee":0,` + figures + `}]}`, "there is no function -1"},
		{strings.Repeat("[", 100), "it does not begin with its version"},
		{`{"version":1,"more":` + strings.Repeat("[", 20000), "exceeded max depth"},
	} {
		s, err := Read(strings.NewReader(c.data))
		if !errors.Is(err, ErrNotSidecar) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60s: got %v, %v; want %s", c.data, s, err, c.want)
		}
	}
}

func TestReadFails(t *testing.T) {
	broken := errors.New("disk broken")
	in := io.MultiReader(strings.NewReader(`{"version":1,`), iotest.ErrReader(broken))
	if _, err := Read(in); !errors.Is(err, broken) || errors.Is(err, ErrNotSidecar) {
		t.Errorf("got %v", err)
	}
}

func TestLoadRefuses(t *testing.T) {
	files := afero.NewMemMapFs()
	if err := files.Mkdir("folder", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := afero.WriteFile(files, "a.json", []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	huge, err := files.Create("huge.json")
	if err != nil {
		t.Fatal(err)
	}
	defer huge.Close()
	for path, want := range map[string]string{
		"folder":    "folder: not a usable sidecar: it is a folder",
		"a.json":    "a.json: not a usable sidecar: it is cut short. Delete it, and the profile is shown without it",
		"huge.json": "huge.json: not a usable sidecar: it is larger than 512 MB. Delete it, and the profile is shown without it",
	} {
		_, err := Load(huge1GB{files}, path)
		if !errors.Is(err, ErrNotSidecar) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if _, err := Load(files, "missing.json"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// huge1GB is a file system whose huge.json claims to be of 1 GB.
type huge1GB struct{ afero.Fs }

func (h huge1GB) Open(path string) (afero.File, error) {
	file, err := h.Fs.Open(path)
	if path == "huge.json" {
		file = hugeFile{file}
	}
	return file, err
}

type hugeFile struct{ afero.File }

func (f hugeFile) Stat() (os.FileInfo, error) {
	info, err := f.File.Stat()
	return hugeInfo{info}, err
}

type hugeInfo struct{ os.FileInfo }

func (hugeInfo) Size() int64 { return 1 << 30 }
