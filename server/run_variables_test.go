package server_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/spf13/afero"

	"tottime/protocol"
	"tottime/server/servertest"
)

// Variables may be secrets: they are not left behind for a supervisor that never begins.
func TestVariablesOfARunThatDoesNotBegin(t *testing.T) {
	tests := map[string]struct {
		opens bool // the client opens a terminal
		act   func(*servertest.Editor, protocol.RunStartResult)
	}{
		"no terminal":  {false, nil},
		"never begins": {true, func(*servertest.Editor, protocol.RunStartResult) {}},
		"is stopped":   {true, stopRun},
		"is discarded": {true, discardRun},
		"the client ends": {true, func(e *servertest.Editor, _ protocol.RunStartResult) {
			servertest.MustCall(e, protocol.Shutdown, protocol.None{})
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.program = func(*supervisor) {}
				e := servertest.Open(t, w.Options, inTerminal)
				if test.opens {
					openTerminals(e, w)
				}
				params := runParams
				params.Environment = map[string]string{"PASSWORD": "open sesame"}
				started, err := servertest.Call(e, protocol.RunStart, params)
				if (err == nil) != test.opens {
					t.Fatalf("run/start: %v", err)
				}
				if test.opens {
					test.act(e, started)
					awaitEnd(e, started.Run)
				}
				err = afero.Walk(w.Files, "/data/runs", func(path string, info fs.FileInfo, err error) error {
					if err != nil || info.IsDir() {
						return err
					}
					text, err := afero.ReadFile(w.Files, path)
					if strings.Contains(string(text), "sesame") {
						t.Errorf("%s is left", path)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		})
	}
}
