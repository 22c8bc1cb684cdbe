package formats_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/formats"
	"tottime/profiler/internal/gunzip"
	"tottime/profiler/pstats"
)

// fixtures returns the folder testdata/profiles.
func fixtures() afero.Fs {
	return afero.NewBasePathFs(afero.NewReadOnlyFs(afero.NewOsFs()), "../../testdata/profiles")
}

func content(t testing.TB, path string) []byte {
	t.Helper()
	data, err := afero.ReadFile(fixtures(), path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// folder returns a file system with these files.
func folder(t testing.TB, contents map[string][]byte) afero.Fs {
	t.Helper()
	files := afero.NewMemMapFs()
	for path, data := range contents {
		if err := afero.WriteFile(files, path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func load(t testing.TB, files afero.Fs, path string, mode pstats.Mode) *pstats.Stats {
	t.Helper()
	stats, err := formats.Load(files, path, mode)
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// functions returns what is known of all functions.
func functions(g *callgraph.Graph) (all []string) {
	for f := range g.Len() {
		all = append(all, g.StandardName(f))
	}
	return all
}

// TestEveryFile opens every profile of every format and version in both modes, as it is and compressed.
func TestEveryFile(t *testing.T) {
	opened := map[string]int{}
	err := afero.Walk(fixtures(), ".", func(path string, info fs.FileInfo, err error) error {
		kind := filepath.Ext(path)
		if err != nil || info.IsDir() || kind != ".stats" && kind != ".pprof" {
			return err
		}
		data := content(t, path)
		packed := data
		if gunzip.Is(data) {
			if data, err = gunzip.Unpack(data); err != nil {
				return err
			}
		} else {
			packed = gzipped(t, data)
		}
		files := folder(t, map[string][]byte{"plain": data, "packed": packed})
		for _, mode := range []pstats.Mode{pstats.Compatible, pstats.Accurate} {
			plain, err := formats.Load(files, "plain", mode)
			if name := filepath.Base(path); name == "heap.pprof" || name == "samples.pprof" {
				if !errors.Is(err, formats.ErrNotProfile) || !strings.Contains(err.Error(), "plain: not a pprof profile of time: it measures") {
					t.Errorf("%s: %v", path, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			packed := load(t, files, "packed", mode)
			if diff := cmp.Diff(functions(plain.Graph()), functions(packed.Graph())); diff != "" {
				t.Errorf("%s: compressed (-want +got):\n%s", path, diff)
			}
			if n := len(functions(plain.Graph())); n == 0 || plain.Files()[0].Path != "plain" || plain.Files()[0].Modified.IsZero() {
				t.Errorf("%s: %d functions, files %v", path, n, plain.Files())
			}
			if want := max(mode, map[string]pstats.Mode{".pprof": pstats.Accurate}[kind]); plain.Mode() != want {
				t.Errorf("%s: the mode is %v, want %v", path, plain.Mode(), want)
			}
		}
		opened[kind]++
		return nil
	})
	if err != nil || opened[".stats"] < 70 || opened[".pprof"] < 6 {
		t.Errorf("opened %v, %v", opened, err)
	}
}

func TestErrors(t *testing.T) {
	whole := content(t, "cprofile/3.13/shapes.stats")
	pprof := content(t, "pprof/python.pprof")
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "not a profile: it is empty"},
		{"JSON", `{"version": 1}`, "not a profile: it is JSON"},
		{"text", "\n\nsome notes\n", "not a profile: it is text"},
		{"pickle", "\x80\x04\x95\x00", "not a profile: it is a pickle"},
		{"gperftools", "\x00\x00\x00\x00\x00\x00\x00\x00\x03" + strings.Repeat("\x00", 15) + "\x10\x27", "not a profile: it is in the old format of gperftools"},
		{"compressed JSON", string(gzipped(t, []byte("[1, 2]"))), "not a profile: unpacked, it is JSON"},
		{"compressed nothing", string(gzipped(t, nil)), "not a profile: unpacked, it is empty"},
		{"compressed twice", string(gzipped(t, gzipped(t, whole))), "not a profile: unpacked, it starts with gzip data"},
		{"compressed, cut short", string(gzipped(t, whole)[:500]), "not a profile: it is cut short at byte 500;"},
		{"bomb", string(gzipped(t, make([]byte, 20<<20))), "not a profile: it unfolds to far more than its own size"},
		{"another number than a dict", "\xe9\x01\x00\x00\x00", "not a profile: it is neither in Python's marshal format nor in pprof's"},
		{"noise, compressed", string(gzipped(t, []byte("\xd3\x00\xe1\x12"))), "not a profile: unpacked, it is neither"},
		{"marshal, cut short", string(whole[:700]), "not a pstats file: it is cut short at byte 700"},
		{"marshal, cut short and compressed", string(gzipped(t, whole[:700])), "not a pstats file: it is cut short at byte 700"},
		{"no functions", "{0", "not a pstats file: it holds no functions"},
		{"pprof, cut short", string(pprof[:400]), "not a pprof profile of time: it is damaged or cut short"},
		{"other protocol buffers", "\x0a\x03\x08\x01\x10", "not a pprof profile of time: it is damaged or cut short"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := folder(t, map[string][]byte{"my.stats": []byte(c.data)})
			for _, mode := range []pstats.Mode{pstats.Compatible, pstats.Accurate} {
				_, err := formats.Load(files, "my.stats", mode)
				if !errors.Is(err, formats.ErrNotProfile) || !strings.HasPrefix(err.Error(), "my.stats: "+c.want) {
					t.Errorf("%v: got %v, want my.stats: %s", mode, err, c.want)
				}
			}
		})
	}
	files := folder(t, nil)
	if err := files.Mkdir("folder", 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := formats.Load(files, "missing.stats", pstats.Accurate); !errors.Is(err, fs.ErrNotExist) || errors.Is(err, formats.ErrNotProfile) {
		t.Errorf("missing: %v", err)
	}
	if _, err := formats.Load(files, "folder", pstats.Accurate); err == nil || errors.Is(err, formats.ErrNotProfile) {
		t.Errorf("folder: %v", err)
	}
}

func TestSidecar(t *testing.T) {
	profile, sidecar := content(t, "sidecar/collisions.stats"), content(t, "sidecar/collisions.stats.json")
	for _, c := range []struct {
		name  string
		files map[string][]byte
		path  string
		mode  pstats.Mode
		apart bool
		note  string // part of one
	}{
		{"beside the file", map[string][]byte{"a.stats": profile, "a.stats.json": sidecar}, "a.stats", pstats.Accurate, true, "a.stats.json tells "},
		{"of a compressed file", map[string][]byte{"a.gz": gzipped(t, profile), "a.gz.json": sidecar}, "a.gz", pstats.Accurate, true, "a.gz.json tells "},
		{"in a run's folder", map[string][]byte{"r/profile.stats": profile, "r/run.json": nil, "r/names.json": sidecar}, "r/profile.stats", pstats.Accurate, true, "names.json tells "},
		{"not asked for", map[string][]byte{"a.stats": profile, "a.stats.json": sidecar}, "a.stats", pstats.Compatible, false, ""},
		{"of another profile", map[string][]byte{"a.stats": profile, "b.stats.json": sidecar}, "a.stats", pstats.Accurate, false, ""},
		{"damaged", map[string][]byte{"a.stats": profile, "a.stats.json": sidecar[:200]}, "a.stats", pstats.Accurate, false, "a.stats.json: not a usable sidecar"},
		{"somebody else's list", map[string][]byte{"a.stats": profile, "a.stats.json": []byte("[]")}, "a.stats", pstats.Accurate, false, ""},
		{"a report", map[string][]byte{"a.stats": profile, "a.stats.json": []byte(`{"files":[],"functions":[]}`)}, "a.stats", pstats.Accurate, false, ""},
		{"no sidecar of a run", map[string][]byte{"r/profile.stats": profile, "r/run.json": nil, "r/names.json": []byte("{}")}, "r/profile.stats", pstats.Accurate, false, "names.json: not a usable sidecar"},
		{"misplaced", map[string][]byte{"a.stats": content(t, "cprofile/3.13/shapes.stats"), "a.stats.json": sidecar}, "a.stats", pstats.Accurate, false, "it belongs to another profile"},
		{"samples have none", map[string][]byte{"a.pprof": content(t, "pprof/python.pprof"), "a.pprof.json": []byte("[]")}, "a.pprof", pstats.Accurate, false, "Times are cpu time, sampled every 10 ms."},
	} {
		t.Run(c.name, func(t *testing.T) {
			stats := load(t, folder(t, c.files), c.path, c.mode)
			alone := load(t, folder(t, map[string][]byte{"alone": c.files[c.path]}), "alone", c.mode)
			if apart := stats.Graph().Len() > alone.Graph().Len(); apart != c.apart {
				t.Errorf("it has %d functions, without sidecar %d", stats.Graph().Len(), alone.Graph().Len())
			}
			notes := stats.Notes()
			if c.note == "" && len(notes) > 0 && c.mode == pstats.Compatible || c.note != "" && !slices.ContainsFunc(notes, func(n string) bool { return strings.Contains(n, c.note) }) {
				t.Errorf("got the notes %q, want one with %q", notes, c.note)
			}
			if strings.Contains(strings.Join(notes, ""), ".json") != (strings.Contains(c.note, ".json") || c.name == "misplaced") {
				t.Errorf("the notes are %q", notes)
			}
		})
	}
}
