package main

import (
	"strings"
	"testing"

	"github.com/spf13/afero"
)

// TestStatsCorrected takes the costs that a sidecar tells off the times, and refuses what does not tell any.
func TestStatsCorrected(t *testing.T) {
	files := profiles(t)
	const sidecar = `{"version":1,"overhead":{"function":{"inner":1e-6,"outer":1e-6},"builtin":{"inner":0,"outer":0},"method":{"inner":0,"outer":0}},"functions":[],"edges":[]}`
	if err := afero.WriteFile(files, "cprofile/3.13/recursion.stats.json", []byte(sidecar), 0o600); err != nil {
		t.Fatal(err)
	}
	const known, other, sampled = "cprofile/3.13/recursion.stats", "cprofile/3.7/recursion.stats", "pprof/python.pprof"
	for _, c := range []struct {
		arguments string
		code      int
		stdout    string
		stderr    string
	}{
		{"--corrected -s time " + known, 0, "1219/1    3.012", ""},
		{"--corrected " + known, 0, "Times are corrected, by estimate: 0.003 of 3.595 seconds", ""},
		{"--corrected --callers " + known, 0, "1218/2    3.008    3.008", ""},
		{"--corrected --json " + known, 0, `"notes":["Times are corrected, by estimate`, ""},
		{"-s time " + known, 0, "1219/1    3.015", ""},
		{"--corrected " + other, 1, "", other + ": it is not known what it cost to record this profile. Leave out --corrected"},
		{"--corrected " + known + " " + other, 1, "", other + ": it is not known"},
		{"--corrected " + sampled, 1, "", sampled + ": it is not known"},
	} {
		code, stdout, stderr := command(files, append([]string{"stats"}, strings.Fields(c.arguments)...)...)
		if code != c.code || !strings.Contains(stdout, c.stdout) || !strings.Contains(stderr, c.stderr) || stderr != "" && c.stderr == "" {
			t.Errorf("%s: exit code %d\n%s\n%s", c.arguments, code, stdout, stderr)
		}
	}
}
