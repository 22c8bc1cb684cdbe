// Package server adapts the profiling core to the wire: it answers one editor's requests.
package server

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sourcegraph/jsonrpc2"
	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/protocol"
)

// Options are all that the server needs of the world. Its clock is package time's: tests run in a testing/synctest bubble.
type Options struct {
	// Files is the file system.
	Files afero.Fs
	// Log takes the server's own log, a line or more a message.
	Log io.Writer
	// Version is Tottime's.
	Version string
	// Executable is the path of tottime itself, whose command run supervises programs.
	Executable string
	// RunsFolder is where runs are kept when the client names no folder.
	RunsFolder string
	// Interpreters finds Pythons; *python.Finder does.
	Interpreters Interpreters
	// Start starts a supervisor; process.Start does.
	Start func(process.Command) (Supervisor, error)
	// Identity tells a process from every other that has had its number, "" when there is none; process.Identity does.
	Identity func(pid int) string
	// Continue lets a supervisor go on that is stopped, as by Ctrl-Z; process.Continue does.
	Continue func(pid int, identity string) error
	// Kill ends a supervisor that this server did not start, KillTree what a supervisor that is gone has left; process.Kill and
	// process.KillTree do.
	Kill     func(pid int, identity string) error
	KillTree func(id string) int
}

// Interpreters finds the Python interpreters of a machine: see python.Finder.
type Interpreters interface {
	Find(context.Context, python.Query) ([]python.Interpreter, []python.Problem)
	Choose(context.Context, python.Query) (python.Interpreter, error)
}

// The endings of a session other than the one that LSP wants.
var (
	// ErrNoShutdown: the client asked for exit without shutdown.
	ErrNoShutdown = errors.New("the editor ended the server without shutting it down")
	// ErrClientGone: the connection ended, or the client's process did, before shutdown.
	ErrClientGone = errors.New("the editor is gone")
)

// patience is how long the end of a session waits for requests that are still being answered.
const patience = 2 * time.Second

// session is the connection to one client.
type session struct {
	Options
	// ctx ends when the client is gone.
	ctx    context.Context
	conn   *jsonrpc2.Conn
	log    *logger
	router *router
	calls  *calls

	// phase belongs to the read loop.
	phase phase
	// shutdown says that shutdown was asked for.
	shutdown atomic.Bool
	// client is what the client said of itself; it is set before the session is initialized and does not change.
	client protocol.InitializationOptions
	// trusted says that the user trusts the workspace.
	trusted atomic.Bool
	runs    *runList
	// limiting is held while runs are deleted that are more than the client wants to keep.
	limiting sync.Mutex
	profiles profiles
	// leave is told once why the session is to end.
	leave chan error
}

// Serve answers the client at the other end of rwc until it exits or goes away, or ctx ends; then it ends the runs that it has started itself and closes rwc.
// It returns nil when the client shut the server down, ErrNoShutdown, ErrClientGone, or the cause of ctx's end.
func Serve(ctx context.Context, rwc io.ReadWriteCloser, o Options) error {
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	s := &session{Options: o, ctx: working, calls: newCalls(), runs: newRunList(), leave: make(chan error, 1)}
	s.log = &logger{w: o.Log, send: func(ctx context.Context, method string, params any) error {
		return s.conn.Notify(ctx, method, params)
	}}
	s.router = s.routes()
	stream := newStream(rwc,
		func(err error) { s.log.printf(protocol.MessageError, "a message was refused: %v", err) },
		func() { s.end(ErrClientGone) })
	s.conn = jsonrpc2.NewConn(context.WithoutCancel(ctx), stream, s, jsonrpc2.SetLogger(s.log))
	close(stream.open)

	var err error
	select {
	case err = <-s.leave:
	case <-s.conn.DisconnectNotify():
		err = ErrClientGone
	case <-ctx.Done():
		err = context.Cause(ctx)
	}
	stop()
	close(stream.hurry)
	s.endRuns()
	s.finish()
	s.conn.Close()
	if s.shutdown.Load() {
		return nil
	}
	return err
}

// finish waits a while for the requests that are being answered. The client is told nothing: it may be one that reads nothing.
func (s *session) finish() {
	select {
	case <-s.calls.close():
	case <-time.After(patience):
		s.log.Printf("requests are still being answered after %v; leaving them", patience)
	}
}

// end ends the session; the first reason counts.
func (s *session) end(reason error) {
	select {
	case s.leave <- reason:
	default:
	}
}

// routes is the table of everything that a client can ask for or tell.
func (s *session) routes() *router {
	r := &router{requests: map[string]handler{}, notifications: map[string]listener{}}
	handle(r, protocol.Initialize, s.initialize)
	handle(r, protocol.Shutdown, s.shutDown)
	listen(r, protocol.Initialized, func(protocol.None) {})
	listen(r, protocol.Exit, s.exit)
	listen(r, protocol.CancelRequest, s.cancelRequest)
	listen(r, protocol.TrustGranted, s.trustGranted)
	handle(r, protocol.PythonList, s.pythonList)
	handle(r, protocol.RunStart, s.runStart)
	handle(r, protocol.RunStop, s.runStop)
	look(r, protocol.RunsList, s.runsList)
	handle(r, protocol.ProfileOpen, s.profileOpen)
	handle(r, protocol.ProfileClose, s.profileClose)
	look(r, protocol.ProfileRows, s.profileRows)
	look(r, protocol.ProfileCallers, s.profileCallers)
	look(r, protocol.ProfileCallees, s.profileCallees)
	look(r, protocol.ProfileIcicle, s.profileIcicle)
	look(r, protocol.ProfileText, s.profileText)
	handle(r, protocol.ProfileSave, s.profileSave)
	look(r, protocol.ProfileDiff, s.profileDiff)
	look(r, protocol.ProfileHotspots, s.profileHotspots)
	look(r, protocol.ProfileLocation, s.profileLocation)
	return r
}

// notify tells the client something. A client that is gone misses it, which Serve notices.
func notify[P any](s *session, m protocol.Notification[P], params P) {
	_ = s.conn.Notify(context.WithoutCancel(s.ctx), m.Method, params)
}
