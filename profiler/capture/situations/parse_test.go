package situations_test

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// expand undoes ranges.
func expand(text string) (some []string, err error) {
	for part := range strings.SplitSeq(text, ", ") {
		first, last, found := strings.Cut(part, "–")
		if !found {
			last = first
		}
		begin, end := slices.Index(versions, first), slices.Index(versions, last)
		if begin < 0 || end < begin {
			return nil, fmt.Errorf("%q are no versions", part)
		}
		some = append(some, versions[begin:end+1]...)
	}
	return some, nil
}

var (
	rowPattern  = regexp.MustCompile(`^\| \*\*(.*?)\*\*<br>.*? \| (.*) \| (.*) \|$`)
	partPattern = regexp.MustCompile(`^(` + string(right) + `|` + string(wrong) + `|` + string(none) + `)(?: on ([0-9., –]+))?(?:: (.*))?$`)
)

// parsePage undoes page.String.
func parsePage(text string) (page, error) {
	p := newPage()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if full, ok := strings.CutPrefix(line, measuredWith); ok {
			for version := range strings.SplitSeq(strings.TrimSuffix(full, "."), ", ") {
				p.pythons[version[:max(0, strings.LastIndex(version, "."))]] = version
			}
		}
		row := rowPattern.FindStringSubmatch(line)
		if row == nil {
			continue
		}
		for n, by := range tools {
			for part := range strings.SplitSeq(row[2+n], "<br>") {
				if err := p.parse(part, row[1], by); err != nil {
					return p, fmt.Errorf("%s, %s: %w", row[1], by, err)
				}
			}
		}
	}
	return p, nil
}

// parse reads one part of a cell.
func (p page) parse(part, title string, by tool) error {
	fields := partPattern.FindStringSubmatch(part)
	if fields == nil {
		return fmt.Errorf("%q is no verdict", part)
	}
	some := versions
	if fields[2] != "" {
		var err error
		if some, err = expand(fields[2]); err != nil {
			return err
		}
	}
	for _, version := range some {
		p.verdicts[place{title, by, version}] = verdict{kind(fields[1]), fields[3]}
	}
	return nil
}

// TestFresh checks that the page's words are those of the situations, also where none can be tried.
func TestFresh(t *testing.T) {
	text, err := os.ReadFile(pageFile)
	if err != nil {
		t.Fatal(err)
	}
	p, err := parsePage(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(p.String(), "\n"), strings.Split(string(text), "\n")); diff != "" && !*update {
		t.Errorf("go test ./profiler/capture/situations -update would change the page (-new +old):\n%s", diff)
	}
}

// TestPage writes and reads pages with verdicts of every kind.
func TestPage(t *testing.T) {
	first, second := groups[0].situations[0], groups[0].situations[1]
	for _, test := range []struct {
		name, cProfile string
		verdicts       map[string]verdict
	}{
		{"all alike", "✗ wrong: exit code 0 instead of 3", map[string]verdict{"": {wrong, "exit code 0 instead of 3"}}},
		{"all right", "✓ right", map[string]verdict{"": {right, ""}}},
		{"one differs", "✓ right on 3.6–3.9, 3.11–3.14<br>✗ wrong on 3.10: lost: all", map[string]verdict{"": {right, ""}, "3.10": {wrong, "lost: all"}}},
		{"three kinds", "– nothing to compare on 3.6: too old<br>✗ wrong on 3.7–3.13: lost<br>✓ right on 3.14: a note",
			map[string]verdict{"": {wrong, "lost"}, "3.6": {none, "too old"}, "3.14": {right, "a note"}}},
	} {
		p := newPage()
		for _, version := range versions {
			v, ok := test.verdicts[version]
			if !ok {
				v = test.verdicts[""]
			}
			p.pythons[version] = version + ".1"
			for s := range situations {
				for _, by := range tools {
					p.verdicts[place{s.title, by, version}] = verdict{right, ""}
				}
			}
			p.verdicts[place{first.title, cProfile, version}] = v
			p.verdicts[place{second.title, tottime, version}] = v
		}
		if got := p.cell(first, cProfile); got != test.cProfile {
			t.Errorf("%s: the cell is %q, want %q", test.name, got, test.cProfile)
		}
		read, err := parsePage(p.String())
		if err != nil || !maps.Equal(read.verdicts, p.verdicts) || !maps.Equal(read.pythons, p.pythons) {
			t.Errorf("%s: it is read as %v (%v)", test.name, read, err)
		}
	}
	for _, damaged := range []string{"✓ maybe", "✓ right on 3.5", "✓ right on 3.9–3.6", ""} {
		if _, err := parsePage("| **" + first.title + "**<br>words | " + damaged + " | ✓ right |\n"); err == nil {
			t.Errorf("%q is read", damaged)
		}
	}
}
