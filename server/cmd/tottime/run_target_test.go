package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/runs"
)

// TestRunTargets runs each kind of target, whose words after the first belong to it.
func TestRunTargets(t *testing.T) {
	t.Parallel()
	needPython(t)
	const goods = `import sys, unittest
def price(n, factor=2):
    return n * factor
class Prices(unittest.TestCase):
    def test_price(self):
        assert price(2) == 4
if __name__ == "__main__":
    print(sys.argv[1:], price(1))
`
	for _, test := range []struct {
		words  []string
		stdout string
		name   string // of the run's folder, after the time
		row    string // of the table
		target runs.Target
	}{
		{[]string{"-m", "goods", "--quiet", "-c"}, "['--quiet', '-c'] 2\n", "goods", `goods\.py:2\(price\)`,
			runs.Target{Kind: runs.Module, Module: "goods", Args: []string{"--quiet", "-c"}}},
		{[]string{"-c", "import goods; goods.price(3)", "-q"}, "", "code", `goods\.py:2\(price\)`,
			runs.Target{Kind: runs.Code, Code: "import goods; goods.price(3)", Args: []string{"-q"}}},
		{[]string{"--call", "goods.py:price", "3", "factor=4"}, "", "price", `goods\.py:2\(price\)`,
			runs.Target{Kind: runs.Function, Path: "goods.py", Function: "price", Args: []string{"3", "factor=4"}}},
		{[]string{"--call=goods:price", "3"}, "", "price", `goods\.py:2\(price\)`,
			runs.Target{Kind: runs.Function, Module: "goods", Function: "price", Args: []string{"3"}}},
		{[]string{"--selection", "goods.py:7-8", "-v"}, "['-v'] 2\n", "goods", `goods\.py:2\(price\)`,
			runs.Target{Kind: runs.Selection, Path: "goods.py", FirstLine: 7, LastLine: 8, Args: []string{"-v"}}},
		{[]string{"--unittest", "goods.Prices", "-v"}, "", "unittest", `goods\.py:5\(test_price\)`,
			runs.Target{Kind: runs.Unittest, Test: "goods.Prices", Args: []string{"-v"}}},
	} {
		command := self(t, append([]string{"run", "--restrict", "price"}, test.words...)...)
		write(t, command, "goods.py", goods)
		got := finish(t, command, "")
		if got.code != 0 || !strings.HasPrefix(got.stdout, test.stdout) || !regexp.MustCompile(test.row).MatchString(got.stdout) {
			t.Errorf("%v ended with %+v, want %q and a row %s", test.words, got, test.stdout, test.row)
		}
		kept, err := filepath.Glob(filepath.Join(dataFolder(command), "*-"+test.name))
		if err != nil || len(kept) != 1 {
			t.Errorf("%v: %v was kept (%v), want one run named %s", test.words, kept, err, test.name)
			continue
		}
		run, err := runs.Read(afero.NewOsFs(), kept[0])
		if test.target.Path != "" {
			test.target.Path = filepath.Join(command.Dir, test.target.Path)
		}
		if err != nil || run.Target.Name() != test.target.Name() || run.Target.Path != test.target.Path || strings.Join(run.Target.Args, " ") != strings.Join(test.target.Args, " ") {
			t.Errorf("%v: run.json says %+v (%v), want %+v", test.words, run.Target, err, test.target)
		}
	}
}

// TestRunRepeatedly prints how much the runs differ.
func TestRunRepeatedly(t *testing.T) {
	t.Parallel()
	needPython(t)
	command := self(t, "run", "--repeat", "3", "shop.py", "x")
	write(t, command, "shop.py", strings.Replace(shop, "sys.exit(len(sys.argv) - 1)", "pass", 1))
	got := finish(t, command, "")
	table := regexp.MustCompile(`3 runs +min +median +max\nseconds in all( +[0-9.]+){3}\nseconds profiled( +[0-9.]+){3}\n$`)
	if got.code != 0 || strings.Count(got.stdout, "['x'] 9900\n") != 3 || !table.MatchString(got.stdout) || !strings.Contains(got.stdout, "      300    0.0") {
		t.Errorf("it ended with %+v", got)
	}
}

// TestRunSlowProfiler warns of the profiler in pure Python.
func TestRunSlowProfiler(t *testing.T) {
	t.Parallel()
	needPython(t)
	command := self(t, "run", "--profiler", "profile", "shop.py")
	write(t, command, "shop.py", shop)
	got := finish(t, command, "")
	if !strings.HasPrefix(got.stderr, "tottime: the profiler in pure Python makes calls about 20 times slower than they are, and Python 3.17 does not have it.\n") {
		t.Errorf("standard error is %q", got.stderr)
	}
	if !strings.Contains(got.stdout, ":2(price)") || !strings.Contains(got.stdout, ":0(print)") {
		t.Errorf("the table is %s", got.stdout)
	}
}
