package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"tottime/profiler/callgraph"
	"tottime/profiler/difference"
	"tottime/profiler/pstats"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
	"tottime/profiler/view"
)

// diffCommand is `tottime diff`: what became of each function from one profile to another.
type diffCommand struct {
	Base      string    `arg:"" help:"The profile before: a file of any profiler that tottime stats reads, or the folder of a run."`
	Head      string    `arg:"" help:"The profile after."`
	JSON      bool      `name:"json" help:"Print the same as JSON, for programs."`
	FailOver  *limit    `placeholder:"LIMIT" help:"Exit with 1 when the program got slower by more than this: when the self time of all functions together grew by more than a part of what it was (10%) or by more than a time (50ms). With a regular expression in --restrict it is that of the functions which it chooses."`
	Sort      []string  `short:"s" placeholder:"KEY" help:"Order by these columns, the first being the most significant: name, filename, kind, or ncalls, tottime or cumtime with -before, -after, -difference or -percent. Figures come largest first, so that of differences the slowest is first. The default is tottime-difference."`
	Reverse   bool      `short:"r" help:"Reverse the order."`
	Restrict  []string  `placeholder:"X" sep:"none" help:"Cut down the list: to the functions in whose name before or after the regular expression X is found, to the first X of them (an integer), or to this part of them (a fraction from 0 to 1). May be repeated; each cuts down what the one before has left."`
	Tolerance tolerance `placeholder:"LIMIT" help:"Take functions for the same whose self time differs by no more than a time (1ms), a part of what it was (5%), or either of both (1ms,5%)."`
	All       bool      `short:"a" help:"List the functions that are the same, too."`
}

// Run prints the differences.
func (c *diffCommand) Run(env *environment) error {
	columns, err := diffColumns(c.Sort, c.Reverse)
	if err != nil {
		return usageError(env, fmt.Errorf("--sort: %w", err))
	}
	restrictions, err := (&statsOptions{Restrict: c.Restrict}).restrictions()
	if err != nil {
		return usageError(env, err)
	}
	for i, r := range restrictions {
		if !r.Valid() {
			return usageError(env, fmt.Errorf("--restrict: %q is no regular expression", c.Restrict[i]))
		}
	}
	base, err := loadSide(env, c.Base)
	if err != nil {
		return err
	}
	head, err := loadSide(env, c.Head)
	if err != nil {
		return err
	}
	d := compareSides(base, head, difference.Query{Columns: columns, Tolerance: difference.Tolerance(c.Tolerance)})
	d.chosen = d.rows
	if !c.All {
		d.rows = slices.DeleteFunc(slices.Clone(d.rows), func(r difference.Row) bool { return r.Kind == difference.Same })
	}
	d.restrict(restrictions)
	if c.JSON {
		err = d.printJSON(env.stdout, c.FailOver)
	} else {
		err = d.print(env.stdout)
	}
	if err != nil {
		return err
	}
	return d.check(env, c.FailOver)
}

// diffKeys are the columns that rows can be ordered by, as on the wire. The bare names of figures stand for their differences.
var diffKeys = map[string]difference.Key{
	"name": difference.ByName, "filename": difference.ByFile, "kind": difference.ByKind,
	"ncalls": difference.CallsDifference, "ncalls-before": difference.CallsBefore, "ncalls-after": difference.CallsAfter,
	"ncalls-difference": difference.CallsDifference, "ncalls-percent": difference.CallsPercent,
	"tottime": difference.SelfDifference, "tottime-before": difference.SelfBefore, "tottime-after": difference.SelfAfter,
	"tottime-difference": difference.SelfDifference, "tottime-percent": difference.SelfPercent,
	"cumtime": difference.CumulativeDifference, "cumtime-before": difference.CumulativeBefore, "cumtime-after": difference.CumulativeAfter,
	"cumtime-difference": difference.CumulativeDifference, "cumtime-percent": difference.CumulativePercent,
}

// diffColumns reads the columns to order by.
func diffColumns(keys []string, reverse bool) (columns []difference.Column, err error) {
	if len(keys) == 0 {
		keys = []string{"tottime-difference"}
	}
	for _, word := range keys {
		key, known := diffKeys[strings.ToLower(word)]
		if !known {
			return nil, fmt.Errorf("there is no column %q; there are name, filename, kind, and ncalls, tottime and cumtime with -before, -after, -difference and -percent", word)
		}
		figures := key > difference.ByKind
		columns = append(columns, difference.Column{Key: key, Descending: figures != reverse})
	}
	return columns, nil
}

// side is one of the profiles that are compared.
type side struct {
	path  string
	stats *pstats.Stats
	made  difference.Made
}

// loadSide loads a profile, and what is known of how it was made.
func loadSide(env *environment, path string) (s side, err error) {
	s.path = path
	if s.stats, err = loadProfile(env, path, pstats.Accurate); err != nil {
		return s, err
	}
	folder, file, part := path, filepath.Base(path), false
	switch {
	case file == runs.ProfileFile:
		folder = filepath.Dir(path)
	case filepath.Base(filepath.Dir(path)) == recording.Folder:
		folder, part = filepath.Dir(filepath.Dir(path)), true
	}
	run, err := runs.Read(env.fs, folder)
	if err == nil {
		s.made = difference.MadeIn(run, part)
	} else if !errors.Is(err, fs.ErrNotExist) && folder != path {
		fmt.Fprintf(env.stderr, "tottime: %v\n", err)
	}
	s.made = s.made.Tell(s.stats.Graph())
	s.made.Name = path
	return s, nil
}

// table is one for the functions of a side.
func (s side) table() difference.Profile {
	graph := s.stats.Graph()
	return difference.Profile{Graph: graph, Table: view.NewTable(graph, nil, nil, nil)}
}

// diffReport is the differences of two profiles.
type diffReport struct {
	base, head side
	total      difference.Total
	counts     [difference.KindCount]int
	// rows are what is listed, chosen those that a regular expression chooses, whatever is listed of them.
	rows, chosen []difference.Row
}

func compareSides(base, head side, query difference.Query) *diffReport {
	table := difference.NewTable(base.table(), head.table())
	query.Limit = base.stats.Graph().Recorded() + head.stats.Graph().Recorded()
	page, _ := table.Page(query) // only a filter can be wrong
	return &diffReport{base: base, head: head, total: table.Total(), counts: table.Counts(query.Tolerance), rows: page.Rows}
}

// restrict cuts down what is listed.
func (d *diffReport) restrict(restrictions []pstats.Restriction) {
	for _, r := range restrictions {
		if !r.ByName() {
			list := make([]int32, len(d.rows))
			for i := range list {
				list[i] = int32(i)
			}
			d.rows = d.rows[:len(r.Keep(nil, list))]
			continue
		}
		inBase, inHead := kept(r, d.base.stats.Graph()), kept(r, d.head.stats.Graph())
		out := func(row difference.Row) bool {
			return !(row.Base >= 0 && inBase[row.Base] || row.Head >= 0 && inHead[row.Head])
		}
		d.rows = slices.DeleteFunc(slices.Clone(d.rows), out)
		d.chosen = slices.DeleteFunc(slices.Clone(d.chosen), out)
	}
}

// kept reports which functions of a graph a restriction keeps.
func kept(r pstats.Restriction, g *callgraph.Graph) []bool {
	all, found := make([]int32, g.Recorded()), make([]bool, g.Recorded())
	for f := range all {
		all[f] = int32(f)
	}
	for _, f := range r.Keep(g, all) {
		found[f] = true
	}
	return found
}
