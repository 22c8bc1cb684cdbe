package server_test

import (
	"testing"

	"github.com/spf13/afero"

	"tottime/server"
)

// world is what the server of a test lives in: all of it in memory.
type world struct {
	server.Options
}

func newWorld(t *testing.T) *world {
	return &world{server.Options{Files: afero.NewMemMapFs(), Log: t.Output(), Version: "1.2.3"}}
}
