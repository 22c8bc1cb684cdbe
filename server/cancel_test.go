package server_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/spf13/afero"

	"tottime/protocol"
	"tottime/server/servertest"
)

// blockedList is an editor whose python/list goes on until it is cancelled; looking receives when one has begun.
func blockedList(t *testing.T) (e *servertest.Editor, looking chan struct{}) {
	w := newWorld(t)
	looking = make(chan struct{}, 10)
	w.look = func(ctx context.Context) error {
		looking <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}
	return servertest.Open(t, w.Options, protocol.InitializationOptions{}), looking
}

func TestCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, looking := blockedList(t)
		first := servertest.Go(e, protocol.PythonList, protocol.PythonListParams{})
		<-looking
		first.Cancel()
		_, err := first.Wait()
		checkError(t, err, protocol.CodeRequestCancelled, "python/list: cancelled")

		first.Cancel() // after its end: nothing happens
		servertest.CancelID(e, `"unknown"`)
		servertest.CancelID(e, `-7`)
	})
}

// A cancellation that comes right behind its request, before anything of that was done, is not lost.
func TestCancelAtOnce(t *testing.T) {
	for range 50 {
		synctest.Test(t, func(t *testing.T) {
			e, _ := blockedList(t)
			pending := servertest.Go(e, protocol.PythonList, protocol.PythonListParams{})
			pending.Cancel()
			_, err := pending.Wait()
			checkError(t, err, protocol.CodeRequestCancelled, "python/list: cancelled")
		})
	}
}

// Only the request that is meant is cancelled: 1 and "1" are two ids.
func TestCancelOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := startRaw(t)
		r.send(frame(initializeText) + frame(`{"id":"1","method":"profile/open","params":{"path":"/none"}}`) + frame(`{"method":"$/cancelRequest","params":{"id":1}}`))
		r.answer()
		if got := r.answer(); !strings.Contains(got, `"code":2`) || !strings.Contains(got, `"id":"1"`) {
			t.Errorf("answered %s", got)
		}
	})
}

func TestSameIDTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		release := make(chan struct{})
		w.look = func(context.Context) error { <-release; return nil }
		r := startRawIn(t, w)
		list := frame(`{"id":5,"method":"python/list"}`)
		r.send(frame(initializeText) + list + list)
		r.answer()
		if got := r.answer(); !strings.Contains(got, `invalid request: the id 5 is that of another request`) {
			t.Errorf("the second was answered with %s", got)
		}
		close(release)
		if got := r.answer(); !strings.Contains(got, `"interpreters":[`) {
			t.Errorf("the first was answered with %s", got)
		}
		r.send(list)
		if got := r.answer(); !strings.Contains(got, `"interpreters":[`) {
			t.Errorf("the id cannot be used again: %s", got)
		}
	})
}

// A cancelled profile/open leaves no profile open, and a request that is still being answered does not hold up others.
func TestCancelOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.write(shopProfile, string(encodeProfile(t, shopEntries...)))
		slow := &slowFs{Fs: w.Files, opened: make(chan struct{}), proceed: make(chan struct{})}
		w.Files = slow
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		pending := servertest.Go(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile})
		<-slow.opened
		servertest.MustCall(e, protocol.PythonList, protocol.PythonListParams{})
		pending.Cancel()
		servertest.MustCall(e, protocol.PythonList, protocol.PythonListParams{}) // the cancellation has been read now
		close(slow.proceed)
		_, err := pending.Wait()
		checkError(t, err, protocol.CodeRequestCancelled, "profile/open: cancelled")
		if got := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile}); got.Profile != "1" {
			t.Errorf("the first profile that is open has the id %s", got.Profile)
		}
	})
}

// slowFs is a file system on which the first opening waits.
type slowFs struct {
	afero.Fs
	opened, proceed chan struct{}
}

func (s *slowFs) Open(name string) (afero.File, error) {
	select {
	case <-s.proceed:
	default:
		close(s.opened)
		<-s.proceed
	}
	return s.Fs.Open(name)
}

func TestPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.look = func(context.Context) error { panic("broken finder") }
		var log strings.Builder
		w.Log = &log
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		_, err := servertest.Call(e, protocol.PythonList, protocol.PythonListParams{})
		checkError(t, err, protocol.CodeInternalError, "internal error: python/list: broken finder. Please report it with the server's log")
		logged := servertest.Await(e, protocol.LogMessage, func(p protocol.LogMessageParams) bool { return p.Type == protocol.MessageError })
		for _, text := range []string{logged.Message, log.String()} {
			if !strings.Contains(text, "python/list: panic: broken finder") || !strings.Contains(text, "cancel_test.go") {
				t.Errorf("logged without the message or the stack: %s", text)
			}
		}
		_, err = servertest.Call(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/none"})
		checkError(t, err, protocol.CodeFileNotFound, "/none")
	})
}

// A client that goes away while requests are being answered ends them.
func TestDisconnectEndsRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, looking := blockedList(t)
		pending := servertest.Go(e, protocol.PythonList, protocol.PythonListParams{})
		<-looking
		e.Disconnect()
		if _, err := pending.Wait(); err == nil {
			t.Error("answered after the connection was closed")
		}
		e.Ended()
	})
}
