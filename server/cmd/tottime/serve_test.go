package main

import (
	"context"
	"go/build"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tottime/profiler/process"
	"tottime/protocol"
	"tottime/server/servertest"
)

// built is the path of this program as it is shipped.
var built = sync.OnceValues(func() (string, error) {
	path := filepath.Join(passing, "tottime")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	_, err := process.Output(context.Background(), process.Command{
		Path: filepath.Join(build.Default.GOROOT, "bin", "go"), Args: []string{"build", "-o", path, "."},
		Env: outside, // with the user's cache
	}, process.Limits{Time: 5 * time.Minute, Bytes: 1 << 20})
	return path, err
})

// buildTottime builds this program as it is shipped, once for all tests.
func buildTottime(t *testing.T) string {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// served is a `tottime serve` that runs.
type served struct {
	*servertest.Editor
	pipes *pipes
	tree  *process.Tree
}

// serve starts the built program and connects an editor to it.
func serve(t *testing.T, path string) served {
	t.Helper()
	in, toServer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	fromServer, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := process.Start(process.Command{Path: path, Args: []string{"serve"}, Stdin: in, Stdout: out, Stderr: t.Output()})
	if err != nil {
		t.Fatal(err)
	}
	in.Close()
	out.Close()
	t.Cleanup(func() { tree.Kill() })
	ends := &pipes{ReadCloser: fromServer, in: toServer}
	t.Cleanup(func() { toServer.Close() })
	editor := servertest.Connect(t, ends)
	t.Cleanup(editor.Disconnect)
	return served{editor, ends, tree}
}

// pipes are the two ends of a program's standard input and output.
type pipes struct {
	io.ReadCloser
	in io.WriteCloser
	// halfOpen keeps the program's input open when the rest is closed.
	halfOpen atomic.Bool
}

func (p *pipes) Write(text []byte) (int, error) { return p.in.Write(text) }

func (p *pipes) Close() error {
	if !p.halfOpen.Load() {
		p.in.Close()
	}
	return p.ReadCloser.Close()
}

// closeOutput closes the program's output alone: only its writes can tell it that nobody is there.
func (p *pipes) closeOutput() {
	p.halfOpen.Store(true)
	p.ReadCloser.Close()
}

// The program as it is shipped speaks over its standard input and output, from initialize to exit.
func TestServe(t *testing.T) {
	t.Parallel()
	path := buildTottime(t)
	t.Run("reads a profile", func(t *testing.T) { readProfile(t, serve(t, path)) })
	leaving := map[string]struct {
		leave func(served)
		code  int
	}{
		"shutdown and exit": {func(s served) {
			servertest.MustCall(s.Editor, protocol.Shutdown, protocol.None{})
			servertest.Notify(s.Editor, protocol.Exit, protocol.None{})
		}, 0},
		"exit without shutdown": {func(s served) { servertest.Notify(s.Editor, protocol.Exit, protocol.None{}) }, 1},
		"the editor dies":       {func(s served) { s.Disconnect() }, 1},
	}
	for name, test := range leaving {
		t.Run(name, func(t *testing.T) {
			s := serve(t, path)
			s.Initialize(protocol.InitializationOptions{ProtocolVersion: protocol.Version})
			test.leave(s)
			if exit := s.tree.Wait(); exit.Code != test.code || exit.Signal != "" {
				t.Errorf("it ended with %v", exit)
			}
		})
	}
}

func readProfile(t *testing.T, s served) {
	profile, err := filepath.Abs("../../../testdata/profiles/cprofile/3.12/offices.stats")
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Initialize(protocol.InitializationOptions{}); got.ServerInfo.Version != version {
		t.Errorf("the server is %+v", got.ServerInfo)
	}
	opened := servertest.MustCall(s.Editor, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: profile})
	rows := servertest.MustCall(s.Editor, protocol.ProfileRows, protocol.ProfileRowsParams{
		Profile: opened.Profile, Sort: protocol.List[protocol.SortColumn]{{Key: protocol.SortSelf, Descending: true}}, Limit: 5,
	})
	if opened.Functions < 5 || len(rows.Rows) != 5 || rows.Rows[0].Self < rows.Rows[4].Self {
		t.Errorf("got %+v with the rows %+v", opened, rows)
	}
}
