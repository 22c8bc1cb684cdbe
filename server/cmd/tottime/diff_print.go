package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tottime/profiler/callgraph"
	"tottime/profiler/difference"
)

// print writes the report as text.
func (d *diffReport) print(w io.Writer) error {
	out := bufio.NewWriter(w)
	d.printSide(out, "before", d.base, d.total.Before, d.total.FunctionsBefore)
	d.printSide(out, "after ", d.head, d.total.After, d.total.FunctionsAfter)
	for _, warning := range d.warnings() {
		fmt.Fprintf(out, "Warning: %s\n", warning.Text)
	}
	change := d.total.Change
	fmt.Fprintf(out, "\n%d slower, %d faster, %d new, %d gone, %d the same; in all %+.3f seconds%s\n",
		d.counts[difference.Slower], d.counts[difference.Faster], d.counts[difference.New], d.counts[difference.Gone], d.counts[difference.Same],
		change.Self, inPercent(change.Self, number(d.total.Before.Self)))
	if len(d.rows) > 0 {
		out.WriteString("\n")
		d.printRows(out)
	}
	return out.Flush()
}

func (d *diffReport) printSide(out io.Writer, which string, s side, total callgraph.Figures, functions int) {
	calls := ""
	if total.Counted() {
		calls = fmt.Sprintf(" in %d calls", total.Calls)
	}
	fmt.Fprintf(out, "%s  %s: %.3f seconds of %d functions%s\n", which, visible(s.path), number(total.Self), functions, calls)
}

// warnings are why the two may not be comparable.
func (d *diffReport) warnings() []difference.Warning {
	return difference.Unlike(d.base.made, d.head.made)
}

// diffHead are the lines above the table. Its columns are as wide as what is in them.
var diffHead = [2][]string{
	{"", "ncalls", "", "tottime", "", "", "", "cumtime", "", "", "", ""},
	{"", "before", "after", "before", "after", "change", "%", "before", "after", "change", "%", "function"},
}

// printRows writes the table: figures to the right, names to the left.
func (d *diffReport) printRows(out io.Writer) {
	table := [][]string{diffHead[0], diffHead[1]}
	for _, r := range d.rows {
		table = append(table, d.cells(r))
	}
	width := make([]int, len(diffHead[0]))
	for _, row := range table {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	last := len(width) - 1
	for _, row := range table {
		var line strings.Builder
		for i, cell := range row[:last] {
			space := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				line.WriteString(cell + space)
			} else {
				line.WriteString("  " + space + cell)
			}
		}
		line.WriteString("  " + row[last])
		fmt.Fprintln(out, strings.TrimRight(line.String(), " "))
	}
}

// cells are the columns of a row.
func (d *diffReport) cells(r difference.Row) []string {
	before, after := r.Base >= 0, r.Head >= 0
	return []string{
		difference.KindNames()[r.Kind],
		there(before, callsCell(r.Before)), there(after, callsCell(r.After)),
		there(before, secondsCell(r.Before.Self)), there(after, secondsCell(r.After.Self)), changeCell(r.Change.Self), percent(r.Change.SelfPart),
		there(before, secondsCell(r.Before.Cumulative)), there(after, secondsCell(r.After.Cumulative)),
		changeCell(r.Change.Cumulative), percent(r.Change.CumulativePart),
		d.name(r),
	}
}

// there is a figure of a function, or a stroke where the function is not.
func there(is bool, figure string) string {
	if !is {
		return "-"
	}
	return figure
}

// callsCell is a number of calls, with the primitive ones where these differ, as pstats prints it; "?" where the profile does not say it.
func callsCell(f callgraph.Figures) string {
	switch {
	case !f.Counted():
		return "?"
	case f.Calls == f.PrimitiveCalls || f.PrimitiveCalls == callgraph.Uncounted:
		return strconv.FormatInt(f.Calls, 10)
	}
	return fmt.Sprintf("%d/%d", f.Calls, f.PrimitiveCalls)
}

func secondsCell(seconds float64) string { return fmt.Sprintf("%.6f", number(seconds)) }

// percent is a part with its sign, or a stroke where there is none.
func percent(part float64) string {
	if math.IsNaN(part) || math.IsInf(part, 0) {
		return "-"
	}
	return fmt.Sprintf("%+.1f%%", rounded(part*100, 10))
}

// changeCell is a difference in seconds.
func changeCell(seconds float64) string { return fmt.Sprintf("%+.6f", rounded(seconds, 1e6)) }

// rounded is x as it is printed with so many steps in 1, without the sign of what is then 0. What is too large to have a fraction stays as it is.
func rounded(x, steps float64) float64 {
	if math.Abs(x) >= 1<<53 {
		return x
	}
	return math.Round(x*steps)/steps + 0
}

// name is what a function is called after, or before where it is gone: as pstats prints it, with its class where the profile knows that.
func (d *diffReport) name(r difference.Row) string {
	graph, f := d.head.stats.Graph(), int(r.Head)
	if r.Head < 0 {
		graph, f = d.base.stats.Graph(), int(r.Base)
	}
	name := graph.Details(f).QualifiedName
	if name == "" {
		name = graph.Name(f)
	}
	return visible(callgraph.StandardName(graph.File(f), graph.Line(f), name))
}

// visible is a name from a profile that does nothing to a terminal: what cannot be seen, or turns text round, is written as Go writes it.
func visible(name string) string {
	harmless := func(r rune) bool { return r != utf8.RuneError && unicode.IsPrint(r) }
	if strings.IndexFunc(name, func(r rune) bool { return !harmless(r) }) < 0 {
		return name
	}
	var out strings.Builder
	for i, r := range name {
		if harmless(r) {
			out.WriteRune(r)
			continue
		}
		_, size := utf8.DecodeRuneInString(name[i:])
		quoted := strconv.QuoteToASCII(name[i : i+size])
		out.WriteString(quoted[1 : len(quoted)-1])
	}
	return out.String()
}
