package server_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/spf13/afero"

	"tottime/profiler/formats"
	"tottime/profiler/pstats"
	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// What is saved is the open profile: as pstats' file, which is opened again, as a table, and as the command line's report.
func TestProfileSave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, opened := openFixture(t, "sidecar/collisions.stats")
		save := func(format protocol.SaveFormat, path string) protocol.ProfileSaveResult {
			return servertest.MustCall(e, protocol.ProfileSave, protocol.ProfileSaveParams{Profile: opened.Profile, Format: format, Path: path})
		}
		save(protocol.SaveJSON, "/new.json")
		stats, err := formats.Load(w.Files, opened.Path, pstats.Accurate)
		if err != nil {
			t.Fatal(err)
		}
		var report bytes.Buffer
		if err := stats.PrintJSON(&report, 0); err != nil {
			t.Fatal(err)
		}
		if got, _ := afero.ReadFile(w.Files, "/new.json"); string(got) != report.String() {
			t.Errorf("got %s, want %s", got, report.String())
		}
		for _, path := range []string{"/new.stats", "/new.stats", opened.Path} {
			got := save(protocol.SavePstats, path)
			if !slices.Equal(got.Paths, []string{path, path + ".json"}) && path != opened.Path || got.Paths[0] != path || len(got.Notes) > 0 {
				t.Errorf("got %+v", got)
			}
			again := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: path})
			if again.Functions != opened.Functions || *again.Calls != *opened.Calls || again.Seconds != opened.Seconds {
				t.Errorf("%s: got %+v, want %+v", path, again, opened)
			}
		}
		save(protocol.SaveCSV, "/new.csv")
		text := servertest.MustCall(e, protocol.ProfileText, protocol.ProfileTextParams{Profile: opened.Profile, Format: protocol.TextCSV})
		if got, _ := afero.ReadFile(w.Files, "/new.csv"); string(got) != text.Text || strings.Count(text.Text, "\n") != opened.Functions+1 {
			t.Errorf("the table is %s", got)
		}
	})
}

// What it cost to record the calls is saved with a profile that knows it.
func TestSaveCosts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, opened := openMeasured(t, "profile.stats", runs.Run{Overhead: runs.NewOverhead(measured)})
		servertest.MustCall(e, protocol.ProfileSave, protocol.ProfileSaveParams{Profile: opened.Profile, Format: protocol.SavePstats, Path: "/away.stats"})
		again := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/away.stats"})
		if again.Overhead == nil || *again.Overhead != *opened.Overhead {
			t.Errorf("got %+v, want %+v", again.Overhead, opened.Overhead)
		}
	})
}

func TestSaveTellsWhatIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e, opened := openFixture(t, "pprof/python.pprof")
		got := servertest.MustCall(e, protocol.ProfileSave, protocol.ProfileSaveParams{Profile: opened.Profile, Format: protocol.SavePstats, Path: "/x.stats"})
		if len(got.Paths) != 1 || len(got.Notes) != 3 || !strings.HasPrefix(got.Notes[0], "A .stats file cannot hold call stacks") {
			t.Errorf("got %+v", got)
		}
	})
}

func TestProfileSaveRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.write("/proj/x.stats", string(encodeProfile(t, shopEntries...)))
		w.write("/folder/file", "")
		w.Files = afero.NewReadOnlyFs(w.Files)
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		opened := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/proj/x.stats"})
		for _, test := range []struct {
			params protocol.ProfileSaveParams
			code   protocol.ErrorCode
			text   string
		}{
			{protocol.ProfileSaveParams{Format: protocol.SaveCSV, Path: "x.csv"}, protocol.CodeInvalidParams, `the path to save to, "x.csv", is not absolute`},
			{protocol.ProfileSaveParams{Format: "html", Path: "/x.html"}, protocol.CodeInvalidParams, `there is no format to save as "html"`},
			{protocol.ProfileSaveParams{Format: protocol.SavePstats, Path: "/x.stats"}, protocol.CodeFileNotFound, "the profile is not saved: cannot write /x.stats: operation not permitted. Choose another folder or name"},
			{protocol.ProfileSaveParams{Format: protocol.SaveJSON, Path: "/folder"}, protocol.CodeFileNotFound, "the profile is not saved: cannot write /folder: it is a folder. Choose another folder or name"},
		} {
			test.params.Profile = opened.Profile
			_, err := servertest.Call(e, protocol.ProfileSave, test.params)
			checkError(t, err, test.code, test.text)
		}
	})
}
