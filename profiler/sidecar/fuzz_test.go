package sidecar

import (
	"bytes"
	"errors"
	"os"
	"testing"
)

// FuzzRead checks that no data makes reading or applying panic, that what was read has ends for all edges and is no larger than the data says, and
// that it can be written.
func FuzzRead(f *testing.F) {
	committed, err := os.ReadFile(fixture + ".json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(committed)
	var small bytes.Buffer
	if err := companion().Write(&small); err != nil {
		f.Fatal(err)
	}
	f.Add(small.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Read(bytes.NewReader(data))
		if err != nil {
			if !errors.Is(err, ErrNotSidecar) {
				t.Errorf("got %v", err)
			}
			return
		}
		const smallest = len(`{"calls":0,"primitive":0,"self":0,"cumulative":0}`)
		if entries := len(s.Functions) + len(s.Edges); entries > len(data)/smallest {
			t.Errorf("%d entries from %d bytes", entries, len(data))
		}
		if err := s.Write(&bytes.Buffer{}); err != nil {
			t.Error(err)
		}
		if g, restored, err := s.Apply(program()); err == nil && restored.Labels == 0 && g.Recorded() != 3 {
			t.Errorf("%d functions", g.Recorded())
		} else if err != nil && !errors.Is(err, ErrOtherProfile) {
			t.Error(err)
		}
	})
}
