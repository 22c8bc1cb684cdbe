package server_test

import (
	"bytes"
	"io/fs"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/marshal"
	"tottime/protocol"
	"tottime/server/servertest"
)

// entry is a function in a profile that a test writes.
type entry struct {
	file             string
	line             int
	name             string
	calls, primitive int64
	self, cumulative float64
}

// encodeProfile writes a profile as cProfile would: see pstats.Read.
func encodeProfile(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var file bytes.Buffer
	e := marshal.NewEncoder(&file)
	e.Dict()
	for _, f := range entries {
		e.Tuple(3)
		e.Text(f.file)
		e.Int(int64(f.line))
		e.Text(f.name)
		e.Tuple(5)
		e.Int(f.primitive)
		e.Int(f.calls)
		e.Float(f.self)
		e.Float(f.cumulative)
		e.Dict()
		e.End()
	}
	e.End()
	if err := e.Flush(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// shop is the source of the profile that most tests open.
const shop = `import functools

class Basket:
    @functools.cache
    def total(self):
        return sum(self.prices)

def main():
    Basket().total()

main()
`

var shopEntries = []entry{
	{"/proj/shop.py", 1, "<module>", 1, 1, 0, 2},
	{"/proj/shop.py", 8, "main", 1, 1, 0.25, 2},
	{"/proj/shop.py", 4, "total", 1000, 10, 1.5, 1.75},
	{"~", 0, "<built-in method builtins.sum>", 1000, 1000, 0.25, 0.25},
	{"lib/helper.py", 1, "help", 0, 0, 0, 0},
	{"/gone/away.py", 3, "lost", 1, 1, 0, 0},
	{"<string>", 1, "<module>", 1, 1, 0, 0},
}

const shopProfile = "/runs/1/profile.stats"

// openShop is an editor that has opened the profile of shop.
func openShop(t *testing.T) (*world, *servertest.Editor, protocol.ProfileOpenResult) {
	t.Helper()
	w := newWorld(t)
	w.write("/proj/shop.py", shop)
	w.write("/proj/lib/helper.py", "def help():\n    pass\n")
	w.write(shopProfile, string(encodeProfile(t, shopEntries...)))
	e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
	return w, e, servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile})
}

func TestProfileOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, _ := openShop(t)
		written := time.Date(2025, 1, 2, 3, 4, 5, 500_000_000, time.UTC)
		if err := w.Files.Chtimes(shopProfile, written, written); err != nil {
			t.Fatal(err)
		}
		got := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile})
		if got.Path != shopProfile || got.Functions != 7 || *got.Calls != 2004 || *got.PrimitiveCalls != 1014 || got.Seconds != 2 || len(got.Problems) > 0 {
			t.Errorf("got %+v", got)
		}
		if got.Modified != 1735787045.5 {
			t.Errorf("modified %f", got.Modified)
		}
		again := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile})
		if again.Profile == got.Profile {
			t.Error("two open profiles have one id")
		}
		servertest.MustCall(e, protocol.ProfileClose, protocol.ProfileCloseParams{Profile: got.Profile})
		_, err := servertest.Call(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: got.Profile})
		checkError(t, err, protocol.CodeUnknownProfile, "the profile is not open any more; open it again")
		_, err = servertest.Call(e, protocol.ProfileClose, protocol.ProfileCloseParams{Profile: got.Profile})
		checkError(t, err, protocol.CodeUnknownProfile, "")
		servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: again.Profile})
	})
}

func TestProfileRefused(t *testing.T) {
	tests := map[string]struct {
		path string
		code protocol.ErrorCode
		text string
	}{
		"missing":     {"/none.stats", protocol.CodeFileNotFound, "/none.stats cannot be read: file does not exist. Open it from where it is now."},
		"a folder":    {"/runs", protocol.CodeFileNotFound, "/runs cannot be read: it is not a file. Choose a file that a profiler wrote."},
		"relative":    {"main.stats", protocol.CodeInvalidParams, `the profile's path "main.stats" is not absolute`},
		"empty":       {"/empty.stats", protocol.CodeNotAProfile, "/empty.stats: not a profile: it is empty"},
		"other":       {"/proj/shop.py", protocol.CodeNotAProfile, "/proj/shop.py: not a profile: it is text"},
		"cut short":   {"/cut.stats", protocol.CodeNotAProfile, "/cut.stats: not a pstats file: it is cut short"},
		"not allowed": {"/secret.stats", protocol.CodeFileNotFound, "/secret.stats cannot be read: permission denied. Check that it may be read."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.write("/proj/shop.py", shop)
				w.write("/empty.stats", "")
				w.write("/secret.stats", "")
				whole := encodeProfile(t, shopEntries...)
				w.write("/cut.stats", string(whole[:len(whole)/2]))
				w.write("/runs/1/x", "")
				w.Files = refuse{w.Files, "/secret.stats"}
				e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
				_, err := servertest.Call(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: test.path})
				checkError(t, err, test.code, test.text)
			})
		})
	}
}

// refuse is a file system on which one file may not be opened.
type refuse struct {
	afero.Fs
	path string
}

func (r refuse) Open(name string) (afero.File, error) {
	if name == r.path {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return r.Fs.Open(name)
}

// What JSON has no number for is told as a problem.
func TestDamagedTimes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.write("/nan.stats", string(encodeProfile(t,
			entry{"a.py", 1, "a", 1, 1, math.NaN(), math.Inf(1)}, entry{"a.py", 2, "b", math.MaxInt64, 1, 1, 1})))
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		opened := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/nan.stats"})
		if len(opened.Problems) != 1 || opened.Problems[0].Code != "damaged-times" || opened.Seconds != 0 {
			t.Errorf("got %+v", opened)
		}
		rows := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Limit: 10}).Rows
		if a := rows[0]; a.Self != 0 || a.Cumulative != 0 || a.SelfPerCall != nil || a.CumulativePerCall != nil || a.Share != 0 {
			t.Errorf("got %+v", a)
		}
		if *rows[1].Calls != 1<<53-1 {
			t.Errorf("sent %d calls, which a float64 cannot hold", *rows[1].Calls)
		}
		servertest.MustCall(e, protocol.ProfileHotspots, protocol.ProfileHotspotsParams{Profile: opened.Profile, Path: "/a.py"})
	})
}

func TestProfileProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e, _ := openShop(t)
		if n := len(servertest.Received(e, protocol.Progress)); n > 0 {
			t.Errorf("%d reports without a token", n)
		}
		var token protocol.ProgressToken
		if err := token.UnmarshalJSON([]byte(`"reading"`)); err != nil {
			t.Fatal(err)
		}
		servertest.Call(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/none", WorkDoneToken: &token})
		got := servertest.Received(e, protocol.Progress)
		if len(got) != 2 || got[0].Token != token || got[0].Value.Kind != protocol.ProgressBegin || got[0].Value.Title != "Reading none" || got[1].Value.Kind != protocol.ProgressEnd {
			t.Errorf("got %+v", got)
		}
	})
}
