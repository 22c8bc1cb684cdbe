package situations_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// page is what SITUATIONS.md says.
type page struct {
	pythons  map[string]string // the full version that each version was measured with
	verdicts map[place]verdict
}

// place is a cell of the page for one version.
type place struct {
	title   string
	by      tool
	version string
}

// verdict is what the page says of one tool with one Python in one situation. The words say what is wrong, or why there is nothing to say.
type verdict struct {
	kind  kind
	words string
}

func (v verdict) String() string {
	if v.words == "" {
		return string(v.kind)
	}
	return string(v.kind) + ": " + v.words
}

type kind string

// The kinds of verdicts are the words that their parts of a cell begin with.
const (
	right kind = "✓ right"
	wrong kind = "✗ wrong"
	none  kind = "– nothing to compare"
)

func newPage() page { return page{map[string]string{}, map[place]verdict{}} }

func (p page) clone() page { return page{maps.Clone(p.pythons), maps.Clone(p.verdicts)} }

const head = `# Profiling in every situation

What becomes of a program under ` + "`python -m cProfile`" + ` and under ` + "`tottime run`" + `: ✓ right, or ✗ wrong and what is wrong. What is right follows from the program's
text, or is what plain ` + "`python`" + ` does. A verdict without versions is that of all of them.

This page is written by a test (` + "`go test ./profiler/capture/situations -update`" + `), which runs a small program for each row, with real exit codes and signals. Without
` + "`-update`" + ` the test compares what it sees with the page.
`

const measuredWith = "Measured on Linux with CPython "

// String is the page as Markdown.
func (p page) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s%s.\n\n", head, measuredWith, strings.Join(p.fullVersions(), ", "))
	p.writeCounts(&b)
	for _, g := range groups {
		fmt.Fprintf(&b, "\n## %s\n\n| situation | %s | %s |\n|---|---|---|\n", g.title, tools[0], tools[1])
		for _, s := range g.situations {
			fmt.Fprintf(&b, "| **%s**<br>%s | %s | %s |\n", s.title, s.right, p.cell(s, tools[0]), p.cell(s, tools[1]))
		}
	}
	return b.String()
}

func (p page) fullVersions() (full []string) {
	for _, version := range versions {
		if p.pythons[version] != "" {
			full = append(full, p.pythons[version])
		}
	}
	return full
}

// writeCounts writes how many situations each tool gets right with each Python.
func (p page) writeCounts(b *strings.Builder) {
	fmt.Fprintf(b, "| right with Python | %s |\n|---|%s\n", strings.Join(versions, " | "), strings.Repeat("---|", len(versions)))
	for _, by := range tools {
		fmt.Fprintf(b, "| %s |", by)
		for _, version := range versions {
			of := map[kind]int{}
			for s := range situations {
				of[p.verdicts[place{s.title, by, version}].kind]++
			}
			fmt.Fprintf(b, " %d of %d |", of[right], of[right]+of[wrong])
		}
		b.WriteString("\n")
	}
}

// cell tells of all versions, those with the same verdict together.
func (p page) cell(s situation, by tool) string {
	var verdicts []verdict
	of := map[verdict][]string{}
	for _, version := range versions {
		v, known := p.verdicts[place{s.title, by, version}]
		if !known {
			v = verdict{none, "not measured yet"}
		}
		if of[v] == nil {
			verdicts = append(verdicts, v)
		}
		of[v] = append(of[v], version)
	}
	var parts []string
	for _, v := range verdicts {
		part := string(v.kind)
		if len(verdicts) > 1 {
			part += " on " + ranges(of[v])
		}
		if v.words != "" {
			part += ": " + v.words
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "<br>")
}

// ranges writes versions as people do: "3.6–3.8, 3.10".
func ranges(some []string) string {
	var parts []string
	for begin := 0; begin < len(some); {
		end := begin
		for end+1 < len(some) && slices.Index(versions, some[end+1]) == slices.Index(versions, some[end])+1 {
			end++
		}
		part := some[begin]
		if end > begin {
			part += "–" + some[end]
		}
		parts = append(parts, part)
		begin = end + 1
	}
	return strings.Join(parts, ", ")
}
