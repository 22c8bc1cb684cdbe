package pstats

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
)

// rows lists a graph for comparison.
func rows(g *callgraph.Graph) (all []any) {
	for f := range g.Len() {
		all = append(all, g.StandardName(f), g.Figures(f))
		for e := range g.Callers(f) {
			all = append(all, g.StandardName(e.Function), e.Figures)
		}
	}
	return all
}

// TestWrite writes every committed profile and reads it back.
func TestWrite(t *testing.T) {
	files, paths := fixtures(t)
	for _, path := range paths {
		s, err := Load(files, path, Compatible)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := s.Write(&out); err != nil {
			t.Fatal(err)
		}
		again, err := Read(out.Bytes(), Compatible)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if diff := cmp.Diff(rows(s.Graph()), rows(again.Graph()), cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%s (-read +read again):\n%s", path, diff)
		}
		if s.Sampled() != again.Sampled() {
			t.Errorf("%s: sampled is %v, then %v", path, s.Sampled(), again.Sampled())
		}
	}
}

func TestWriteFails(t *testing.T) {
	files, _ := fixtures(t)
	s, err := Load(files, "edge/wide.stats", Compatible)
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	if err := s.Write(failing{full}); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestReadable(t *testing.T) {
	for text, want := range map[string]string{
		"plain":             "plain",
		"数.py":              "数.py",
		"na\xefve":          "na\xed\xb3\xafve",          // ISO 8859-1
		"a\xed\xb2\x80\xff": "a\xed\xb2\x80\xed\xb3\xbf", // a surrogate that is there already
	} {
		if got := readable(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestPrintJSON(t *testing.T) {
	files, _ := fixtures(t)
	s, err := Load(files, "edge/marshal-2.stats", Compatible)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Sort("time"); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := s.PrintJSON(&out, WithCallers, Count(2)); err != nil {
		t.Fatal(err)
	}
	const want = `{"files":[{"path":"edge/marshal-2.stats","modified":"2023-11-14T22:13:20Z"}],"calls":13,"primitive":11,"self":2,` +
		`"messages":["Ordered by: internal time","List reduced from 3 to 2 due to restriction <2>"],"functions":[` +
		`{"file":"/srv/b/work.py","line":20,"name":"work","calls":5,"primitive":3,"self":1.25,"cumulative":1.5,"callers":[` +
		`{"file":"/srv/a/main.py","line":1,"name":"main","calls":1,"primitive":1,"self":0.25,"cumulative":1.5},` +
		`{"file":"/srv/b/work.py","line":20,"name":"work","calls":4,"primitive":2,"self":1,"cumulative":0.75}]},` +
		`{"file":"/srv/a/main.py","line":1,"name":"main","calls":1,"primitive":1,"self":0.5,"cumulative":2}]}` + "\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestPrintJSONOfAll checks that whatever a profile holds, infinite times for instance, becomes valid JSON.
func TestPrintJSONOfAll(t *testing.T) {
	files, paths := fixtures(t)
	for _, path := range paths {
		s, err := Load(files, path, Compatible)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := s.PrintJSON(&out, WithCallers|WithCallees); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		var report jsonReport
		if err := json.Unmarshal(out.Bytes(), &report); err != nil || len(report.Functions) != s.Graph().Recorded() {
			t.Errorf("%s: %d functions, %v", path, len(report.Functions), err)
		}
	}
}

// written writes profiles again into a folder and returns the new files.
func written(t *testing.T, files afero.Fs, paths []string, folder string) (again []string) {
	t.Helper()
	for _, path := range paths {
		s, err := Load(files, path, Compatible)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := s.Write(&out); err != nil {
			t.Fatal(err)
		}
		path = folder + "/" + strings.ReplaceAll(path, "/", "-")
		if err := afero.WriteFile(afero.NewOsFs(), path, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		again = append(again, path)
	}
	return again
}
