package pstats

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"
)

// TestAddFileIsAdd adds up the committed profiles of all tools in random sequences, in both ways.
func TestAddFileIsAdd(t *testing.T) {
	files, paths := fixtures(t)
	random := rand.New(rand.NewPCG(3, 13))
	for _, mode := range []Mode{Compatible, Accurate} {
		t.Run(mode.String(), func(t *testing.T) {
			for range 60 {
				var sequence []string
				for range 1 + random.IntN(8) {
					sequence = append(sequence, paths[random.IntN(len(paths))])
				}
				want := reported(t, sequence, func(s *Stats, path string) error {
					other, err := Load(files, path, mode)
					if err == nil {
						s.Add(other)
					}
					return err
				}, files, mode)
				got := reported(t, sequence, func(s *Stats, path string) error {
					sampled, err := s.AddFile(files, path)
					if want := strings.Contains(path, "sampl"); sampled != want {
						t.Errorf("%s: sampled %t, want %t", path, sampled, want)
					}
					return err
				}, files, mode)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%v (-Add +AddFile):\n%s", sequence, diff)
				}
			}
		})
	}
}

// reported returns all that can be told of a sum: the reports, and the bytes that are saved.
func reported(t *testing.T, paths []string, add func(s *Stats, path string) error, files afero.Fs, mode Mode) string {
	t.Helper()
	s, err := Load(files, paths[0], mode)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths[1:] {
		if err := add(s, path); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := errors.Join(s.Print(&out), s.PrintCallers(&out), s.PrintCallees(&out), s.PrintJSON(&out, WithCallers), s.Write(&out)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAddFileNamesTheFile(t *testing.T) {
	files, paths := fixtures(t)
	whole, err := afero.ReadFile(files, paths[0])
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"text.stats": []byte("no profile"), "cut.stats": whole[:len(whole)/2]} {
		if err := afero.WriteFile(files, name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"missing.stats": "missing.stats", "text.stats": "text.stats: not a pstats file", "cut.stats": "cut.stats: not a pstats file: it is cut short at byte",
	} {
		s, err := Load(files, paths[0], Compatible)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.AddFile(files, path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", path, err, want)
		}
	}
}
