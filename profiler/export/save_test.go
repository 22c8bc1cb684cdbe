package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/formats"
	"tottime/profiler/overhead"
	"tottime/profiler/process"
	"tottime/profiler/pstats"
)

var costs = overhead.Costs{overhead.Function: {Inner: 1e-8, Outer: 2e-8}}

// described is all that a graph says, in the order of names.
func described(g *callgraph.Graph) []string {
	var lines []string
	name := func(f int) string {
		qualified, ordinal := g.Variant(f)
		return fmt.Sprintf("%s %s#%d %+v", g.StandardName(f), qualified, ordinal, g.Details(f))
	}
	for f := range g.Len() {
		lines = append(lines, fmt.Sprintf("%s: %+v", name(f), g.Figures(f)))
		for e := range g.Callers(f) {
			lines = append(lines, fmt.Sprintf("%s <- %s: %+v", name(f), name(e.Function), e.Figures))
		}
	}
	slices.Sort(lines)
	return lines
}

// What is saved says what the profile did, but for what its notes say.
func TestSavePstats(t *testing.T) {
	for profile, test := range map[string]struct {
		costs   overhead.Costs
		sidecar bool
		notes   []string // how they begin
	}{
		"cprofile/3.13/shapes.stats":       {},
		"cprofile/2.7/recursion.stats":     {},
		"cprofile/3.11/names.stats":        {costs: costs, sidecar: true},
		"profile/3.13/text.stats":          {},
		"sidecar/collisions.stats":         {costs: costs, sidecar: true},
		"edge/caller-without-record.stats": {},
		"pyinstrument/shapes.stats":        {notes: []string{"A .stats file cannot say that it was made of samples", "Numbers of calls"}},
		"sampling/3.15/shapes.stats":       {notes: []string{"A .stats file cannot say that it was made of samples", "Numbers of calls"}},
		"pprof/python.pprof":               {notes: []string{"A .stats file cannot hold call stacks", "A .stats file cannot say that it was made of samples", "Numbers of calls"}},
	} {
		t.Run(profile, func(t *testing.T) {
			graph := load(t, profile).Graph()
			files := afero.NewMemMapFs()
			saved, err := SavePstats(files, "/new/x.stats", graph, test.costs)
			if err != nil {
				t.Fatal(err)
			}
			want := []string{"/new/x.stats"}
			if test.sidecar {
				want = append(want, "/new/x.stats.json")
			}
			if !slices.Equal(saved.Paths, want) || !slices.EqualFunc(saved.Notes, test.notes, strings.HasPrefix) {
				t.Errorf("saved %+v, want %q and the notes %q", saved, want, test.notes)
			}
			again, err := formats.Load(files, "/new/x.stats", pstats.Accurate)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(described(graph), described(again.Graph())); diff != "" && len(test.notes) == 0 {
				t.Errorf("read again (-saved +read):\n%s", diff)
			}
			if again.Costs() != test.costs {
				t.Errorf("the costs are %+v, want %+v", again.Costs(), test.costs)
			}
			if got, want := again.Graph().Totals(), graph.Totals(); fmt.Sprint(got) != fmt.Sprint(want) && len(test.notes) == 0 {
				t.Errorf("the totals are %+v, want %+v", got, want)
			}
		})
	}
}

// CPython's pstats reads what is saved, whatever it was made of.
func TestPythonReadsWhatIsSaved(t *testing.T) {
	python := anyPython(t)
	folder := t.TempDir()
	for i, profile := range []string{
		"cprofile/3.13/shapes.stats", "cprofile/2.7/recursion.stats", "sidecar/collisions.stats", "profile/3.13/text.stats", "sampling/3.15/shapes.stats", "pprof/python.pprof",
		"edge/wide.stats",
	} {
		graph := load(t, profile).Graph()
		path := filepath.Join(folder, fmt.Sprintf("%d.stats", i))
		if _, err := SavePstats(afero.NewOsFs(), path, graph, overhead.Costs{}); err != nil {
			t.Fatal(err)
		}
		out, err := process.Output(t.Context(), process.Command{
			Path: python, Args: []string{"-c", "import pstats, sys\ns = pstats.Stats(sys.argv[1])\ns.sort_stats('cumulative').print_stats().print_callers()", path},
			Env: append(os.Environ(), "PYTHONIOENCODING=utf-8:surrogateescape", "TZ=UTC"),
		}, process.Limits{Time: time.Minute, Bytes: 10 << 20})
		if err != nil {
			t.Errorf("%s: %v", profile, err)
			continue
		}
		stats, err := pstats.Load(afero.NewOsFs(), path, pstats.Compatible)
		if err != nil {
			t.Fatal(err)
		}
		if err := stats.Sort("cumulative"); err != nil {
			t.Fatal(err)
		}
		var ours bytes.Buffer
		if err := errors.Join(stats.Print(&ours), stats.PrintCallers(&ours)); err != nil {
			t.Fatal(err)
		}
		_, theirs, _ := strings.Cut(strings.ReplaceAll(string(out), "\r\n", "\n"), "\n")
		_, wanted, _ := strings.Cut(ours.String(), "\n")
		if diff := cmp.Diff(theirs, wanted); diff != "" {
			t.Errorf("%s (-Python +ours):\n%s", profile, diff)
		}
	}
}

// anyPython is a Python 3.13, or else the test is left out: older ones print otherwise.
func anyPython(t *testing.T) string {
	t.Helper()
	home, _ := os.UserHomeDir()
	found, _ := filepath.Glob(filepath.Join(home, ".pyenv/versions/3.13*/bin/python"))
	if len(found) == 0 {
		t.Skip("there is no Python 3.13 of pyenv")
	}
	return found[0]
}

// Saving in place of another profile leaves nothing beside it that would be taken for the new one's.
func TestSidecarInTheWay(t *testing.T) {
	plain, collisions := load(t, "cprofile/3.13/shapes.stats").Graph(), load(t, "sidecar/collisions.stats").Graph()
	const path, beside = "/x.stats", "/x.stats.json"
	for name, test := range map[string]struct {
		first, second *callgraph.Graph
		foreign       bool
		wantSidecar   bool
		wantNote      string
	}{
		"onto itself":                {first: collisions, second: collisions, wantSidecar: true},
		"plain onto its sidecar":     {first: collisions, second: plain},
		"plain beside others' JSON":  {second: plain, foreign: true, wantSidecar: true},
		"sidecar onto others' JSON":  {second: collisions, foreign: true, wantSidecar: true, wantNote: "/x.stats.json is in the way"},
		"sidecar where none was yet": {first: plain, second: collisions, wantSidecar: true},
	} {
		t.Run(name, func(t *testing.T) {
			files := afero.NewMemMapFs()
			if test.foreign {
				if err := afero.WriteFile(files, beside, []byte(`{"mine":1}`), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if test.first != nil {
				if _, err := SavePstats(files, path, test.first, overhead.Costs{}); err != nil {
					t.Fatal(err)
				}
			}
			saved, err := SavePstats(files, path, test.second, overhead.Costs{})
			if err != nil {
				t.Fatal(err)
			}
			text, err := afero.ReadFile(files, beside)
			if there := err == nil; there != test.wantSidecar || test.foreign && string(text) != `{"mine":1}` {
				t.Errorf("the file beside is there: %t, %.50s", there, text)
			}
			if note := strings.Join(saved.Notes, ""); !strings.HasPrefix(note, test.wantNote) || test.wantNote == "" && note != "" {
				t.Errorf("the note is %q", note)
			}
			again, err := formats.Load(files, path, pstats.Accurate)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(described(test.second), described(again.Graph())); diff != "" && !test.foreign {
				t.Errorf("read again (-saved +read):\n%s", diff)
			}
		})
	}
}

func TestSaveOthers(t *testing.T) {
	stats := load(t, "cprofile/3.13/shapes.stats")
	files := afero.NewMemMapFs()
	table := Table{Graph: stats.Graph()}
	rows := rowsOf(t, stats.Graph())
	if _, err := SaveCSV(files, "/x.csv", table, rows); err != nil {
		t.Fatal(err)
	}
	want, _ := table.Text(CSV, rows)
	if got, _ := afero.ReadFile(files, "/x.csv"); string(got) != want {
		t.Errorf("got %s", got)
	}
	if _, err := SaveJSON(files, "/x.json", stats); err != nil {
		t.Fatal(err)
	}
	var report struct {
		Functions []struct{ Name string }
		Accuracy  map[string]string
	}
	if got, _ := afero.ReadFile(files, "/x.json"); json.Unmarshal(got, &report) != nil || len(report.Functions) != stats.Graph().Recorded() || report.Accuracy["calls"] != "exact" {
		t.Errorf("got %.200s", got)
	}
}

// A file that cannot be written is named, and the old one stays.
func TestNotSaved(t *testing.T) {
	graph := load(t, "cprofile/3.13/shapes.stats").Graph()
	files := afero.NewMemMapFs()
	if err := afero.WriteFile(files, "/old.stats", []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := files.MkdirAll("/folder", 0o755); err != nil {
		t.Fatal(err)
	}
	for path, test := range map[string]struct {
		files afero.Fs
		want  string
		is    error
	}{
		"/old.stats": {afero.NewReadOnlyFs(files), "cannot write /old.stats: operation not permitted", fs.ErrPermission},
		"/folder":    {files, "cannot write /folder: it is a folder", nil},
	} {
		_, err := SavePstats(test.files, path, graph, overhead.Costs{})
		if err == nil || err.Error() != test.want || test.is != nil && !errors.Is(err, test.is) {
			t.Errorf("%s: got %v, want %s", path, err, test.want)
		}
	}
	if text, _ := afero.ReadFile(files, "/old.stats"); string(text) != "old" {
		t.Errorf("the old file is %q", text)
	}
	if entries, _ := afero.ReadDir(files, "/"); len(entries) != 2 {
		t.Errorf("%d files are left", len(entries))
	}
}

// FuzzSave saves profiles with any names and figures: what is saved can be read again, and has as many functions.
func FuzzSave(f *testing.F) {
	f.Add("f", "a.py", int64(1), int64(1), .5, 1.5, true)
	f.Add("\xff", "~", int64(-1), int64(0), -1.0, 0.0, false)
	f.Add("<lambda>", "\u202e", int64(callgraph.Uncounted), int64(2), 1e300, 1e-300, true)
	f.Fuzz(func(t *testing.T, name, file string, calls, primitive int64, self, cumulative float64, twin bool) {
		b := callgraph.NewBuilder()
		figures := callgraph.Figures{Calls: calls, PrimitiveCalls: primitive, Self: self, Cumulative: cumulative}
		first := b.Add(file, 1, name, figures)
		b.AddEdge(first, first, figures)
		if twin {
			other := b.Variant(b.Symbol([]byte(file)), 1, b.Symbol([]byte(name)), "other", 1)
			b.Record(other, figures)
			b.AddEdge(first, other, figures)
		}
		files, graph := afero.NewMemMapFs(), b.Graph()
		saved, err := SavePstats(files, "/x.stats", graph, costs)
		if err != nil {
			t.Fatal(err)
		}
		again, err := formats.Load(files, "/x.stats", pstats.Accurate)
		if err != nil {
			t.Fatal(err)
		}
		if want := graph.Len(); again.Graph().Len() != want && len(saved.Notes) == 0 {
			t.Fatalf("%d functions, want %d; notes %q", again.Graph().Len(), want, again.Notes())
		}
	})
}
