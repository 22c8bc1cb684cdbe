package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/formats"
	"tottime/profiler/pstats"
	"tottime/profiler/view"
)

const testdata = "../../testdata"

func load(t testing.TB, profile string) *pstats.Stats {
	t.Helper()
	stats, err := formats.Load(afero.NewOsFs(), filepath.Join(testdata, "profiles", profile), pstats.Accurate)
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// rowsOf are the rows of a graph in an order.
func rowsOf(t testing.TB, g *callgraph.Graph, columns ...callgraph.Column) []view.Row {
	t.Helper()
	page, err := view.NewTable(g, nil, nil, nil).Page(view.Query{Columns: columns, Limit: math.MaxInt})
	if err != nil {
		t.Fatal(err)
	}
	return page.Rows
}

// tableOf is the part of a report from the table's head to its last row.
func tableOf(t testing.TB, report string) string {
	t.Helper()
	_, table, found := strings.Cut(report, pstats.TableHead)
	if !found {
		t.Fatal("the report has no table")
	}
	table, _, _ = strings.Cut(table, "\n\n")
	return pstats.TableHead + table + "\n"
}

func down(key callgraph.Key) callgraph.Column {
	return callgraph.Column{Key: key, Descending: true}
}

// The text is the table that CPython's pstats has printed for the same order: see testdata/golden/pstats.
func TestAsPstatsPrints(t *testing.T) {
	for golden, test := range map[string]struct {
		profile string
		columns []callgraph.Column
	}{
		"cumulative": {"cprofile/3.12/shapes.stats", []callgraph.Column{down(callgraph.Cumulative)}},
		"unsorted":   {"cprofile/3.13/recursion.stats", nil},
		"wide-names": {"cprofile/3.13/names.stats", []callgraph.Column{{Key: callgraph.Name}}},
	} {
		t.Run(golden, func(t *testing.T) {
			report, err := os.ReadFile(filepath.Join(testdata, "golden/pstats", golden+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			stats := load(t, test.profile)
			got, _ := Table{Graph: stats.Graph()}.Text(Pstats, rowsOf(t, stats.Graph(), test.columns...))
			if diff := cmp.Diff(tableOf(t, string(report)), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Of every profile that is there the text is the table of our report, which other tests compare with CPython's byte for byte: with and without folders,
// unless functions fall together without.
func TestAsReports(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(testdata, "profiles/*/*/*.stats"))
	if len(paths) < 40 {
		t.Fatalf("%d profiles", len(paths))
	}
	for _, path := range paths {
		for _, stripped := range []bool{false, true} {
			profile, _ := filepath.Rel(filepath.Join(testdata, "profiles"), path)
			stats := load(t, profile)
			g := stats.Graph()
			if stripped {
				if stats.StripDirs(); stats.Graph().Len() < g.Len() {
					continue
				}
			}
			if err := stats.Sort("cumulative", "name"); err != nil {
				t.Fatal(err)
			}
			var report bytes.Buffer
			if err := stats.Print(&report, pstats.Count(20)); err != nil {
				t.Fatal(err)
			}
			rows := rowsOf(t, g, down(callgraph.Cumulative), callgraph.Column{Key: callgraph.Name})
			got, _ := Table{Graph: g, StripDirectories: stripped}.Text(Pstats, rows[:min(20, len(rows))])
			if diff := cmp.Diff(tableOf(t, report.String()), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", profile, diff)
			}
		}
	}
}

// made is a row of a function with this name in this file.
func made(name, file string) (Table, []view.Row) {
	b := callgraph.NewBuilder()
	b.Add(file, 7, name, callgraph.Figures{Calls: 3, PrimitiveCalls: 1, Self: .25, Cumulative: 1.5})
	g := b.Graph()
	table := view.NewTable(g, nil, nil, nil)
	return Table{Graph: g}, []view.Row{table.Row(0)}
}

func TestNames(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for name, test := range map[string]struct {
		name, file            string
		pstats, markdown, csv string
	}{
		"plain":          {"main", "/a/b.py", "/a/b.py:7(main)", "`main` | `/a/b.py:7`", "main,/a/b.py"},
		"markup":         {"<lambda>", "b.py", "b.py:7(<lambda>)", "`<lambda>` | `b.py:7`", "<lambda>,b.py"},
		"bars":           {"a|b", "b.py", "b.py:7(a|b)", "`a\\|b` | `b.py:7`", "a|b,b.py"},
		"escaped bars":   {`a\|b`, `c:\|.py`, `c:\|.py:7(a\|b)`, "`a\\x7cb` | `c:\\x7c.py:7`", `a\|b,c:\|.py`},
		"backticks":      {"`a`", "b``.py", "b``.py:7(`a`)", "`` `a` `` | ```b``.py:7```", "`a`,b``.py"},
		"lines":          {"a\nb\r", "b\t.py", `b\t.py:7(a\nb\r)`, "`a\\nb\\r` | `b\\t.py:7`", `a\nb\r,b\t.py`},
		"bidirectional":  {"a\u202eb", "b\u2066.py", `b\u2066.py:7(a\u202eb)`, "`a\\u202eb` | `b\\u2066.py:7`", `a\u202eb,b\u2066.py`},
		"terminal":       {"\x1b[31ma", "b.py", `b.py:7(\x1b[31ma)`, "`\\x1b[31ma` | `b.py:7`", `\x1b[31ma,b.py`},
		"no Unicode":     {"a\xff", "b.py", `b.py:7(a\xff)`, "`a\\xff` | `b.py:7`", `a\xff,b.py`},
		"other scripts":  {"größe", "日本.py", "日本.py:7(größe)", "`größe` | `日本.py:7`", "größe,日本.py"},
		"commas":         {"a,b", `"b".py`, `"b".py:7(a,b)`, "`a,b` | `\"b\".py:7`", `"a,b","""b"".py"`},
		"formula":        {"=1+1", "@b.py", "@b.py:7(=1+1)", "`=1+1` | `@b.py:7`", "'=1+1,'@b.py"},
		"hidden formula": {`-2,"`, "＋b.py", `＋b.py:7(-2,")`, "`-2,\"` | `＋b.py:7`", `"'-2,""",'＋b.py`},
		"long": {
			long, "b.py", "b.py:7(" + strings.Repeat("x", mostName-len("b.py:7(")) + "…", "`" + long[:mostName] + "…` | `b.py:7`", long[:mostName] + "…,b.py",
		},
	} {
		t.Run(name, func(t *testing.T) {
			table, rows := made(test.name, test.file)
			for format, want := range map[Format]string{
				Pstats:   pstats.TableHead + "      3/1    0.250    0.083    1.500    1.500 " + test.pstats + "\n",
				Markdown: markdownWriter{}.head(table) + "| 3/1 | 0.250 | 0.083 | 1.500 | 1.500 | " + test.markdown + " |\n",
				CSV:      csvWriter{}.head(table) + test.csv + ",7,3,1,0.25,0.08333333333333333,1.5,1.5,1,6\r\n",
			} {
				got, written := table.Text(format, rows)
				if diff := cmp.Diff(want, got); diff != "" || written != 1 {
					t.Errorf("format %d, %d rows (-want +got):\n%s", format, written, diff)
				}
			}
		})
	}
}

func TestColumns(t *testing.T) {
	b := callgraph.NewBuilder()
	b.Add("~", 0, "<built-in method builtins.len>", callgraph.Figures{Calls: 0, PrimitiveCalls: 0, Self: 0, Cumulative: 0})
	b.Add("/a/b.py", 3, "f", callgraph.Figures{Calls: callgraph.Uncounted, PrimitiveCalls: callgraph.Uncounted, Self: 1, Cumulative: math.Inf(1)})
	g := b.Graph()
	corrected := g.WithEstimates([]callgraph.Times{{}, {Self: .5, Cumulative: .75}}, nil)
	table := view.NewTable(g, corrected, nil, nil)
	rows := []view.Row{table.Row(1), table.Row(0)}
	for name, test := range map[string]struct {
		format Format
		want   string
	}{
		"pstats": {Pstats, pstats.TableHead + "             1.000               inf          b.py:3(f)\n        0    0.000             0.000          {built-in method builtins.len}\n"},
		"markdown": {Markdown, "| ncalls | tottime | percall | cumtime | percall | corrected tottime | corrected cumtime | function | location |\n" +
			"| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |\n" +
			"| | 1.000 | | +Inf | | 0.500 | 0.750 | `f` | `b.py:3` |\n| 0 | 0.000 | | 0.000 | | 0.000 | 0.000 | `{built-in method builtins.len}` | |\n"},
		"csv": {CSV, "function,file,line,calls,primitive calls,self seconds,self seconds per call,cumulative seconds,cumulative seconds per call,self share," +
			"cumulative share,corrected self seconds,corrected cumulative seconds\r\nf,b.py,3,,,1,,,,1,,0.5,0.75\r\n{built-in method builtins.len},,,0,0,0,,0,,0,0,0,0\r\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := Table{Graph: g, StripDirectories: true, Corrected: true}.Text(test.format, rows)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestStripDirectories(t *testing.T) {
	for file, want := range map[string]string{
		"/a/b.py": "b.py", "b.py": "b.py", `C:\a\b.py`: "b.py", `c:/a\b.py`: "b.py", `\\host\share\b.py`: "b.py", `/a/c\b.py`: `c\b.py`, "": "", "/": "",
	} {
		table, rows := made("f", file)
		table.StripDirectories = true
		for _, format := range []Format{Pstats, Markdown, CSV} {
			got, _ := table.Text(format, rows)
			cell := map[Format]string{Pstats: " " + want + ":7(f)\n", Markdown: "`" + want + ":7`", CSV: "f," + want + ",7,"}[format]
			if format == Markdown && want == "" {
				cell = "| `f` | |"
			}
			if !strings.Contains(got, cell) {
				t.Errorf("format %d: got %s, want %s in it", format, got, cell)
			}
		}
	}
}

// A text ends before it fills the memory, and says how many rows it has.
func TestMostText(t *testing.T) {
	table, rows := made(strings.Repeat("x", 1<<20), "b.py")
	all := make([]view.Row, 100_000)
	for i := range all {
		all[i] = rows[0]
	}
	for _, format := range []Format{Pstats, Markdown, CSV} {
		text, written := table.Text(format, all)
		if len(text) < MostText || len(text) > MostText+10*mostName || written != strings.Count(text, "xxx…") {
			t.Errorf("format %d: %d bytes, %d rows", format, len(text), written)
		}
	}
}

// Whatever a name is, every row is one line of as many cells as the head has, without characters that are not seen.
func FuzzText(f *testing.F) {
	for _, name := range []string{"a", "|", `\|`, "`", "\n", "=1", `"`, "\u202e", "\xff", " ", "``` | ```", `\`, "a\\`|"} {
		f.Add(name, name+".py")
	}
	f.Fuzz(func(t *testing.T, name, file string) {
		table, rows := made(name, file)
		for _, format := range []Format{Pstats, Markdown, CSV} {
			text, _ := table.Text(format, rows)
			head := map[Format]int{Pstats: 1, Markdown: 2, CSV: 1}[format]
			if strings.Count(text, "\n") != head+1 || Visible(strings.NewReplacer("\r\n", "", "\n", "").Replace(text)) != strings.NewReplacer("\r\n", "", "\n", "").Replace(text) && len(text) < mostName {
				t.Fatalf("format %d: %q", format, text)
			}
			switch format {
			case CSV:
				records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
				if err != nil || len(records) != 2 || len(records[1]) != 11 {
					t.Fatalf("%q: %v", text, err)
				}
				for _, field := range records[1] {
					if field != "" && strings.Contains("=+-@", field[:1]) {
						t.Fatalf("%q is a formula", field)
					}
				}
			case Markdown:
				lines := strings.Split(text, "\n")
				if got, want := bars(lines[2]), bars(lines[0]); got != want {
					t.Fatalf("%d cells, want %d: %q", got, want, lines[2])
				}
			}
		}
	})
}

// bars counts the bars that divide cells: a backslash makes a character of the next one.
func bars(line string) (count int) {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '|':
			count++
		}
	}
	return count
}

// BenchmarkText writes the table of 100,000 functions.
func BenchmarkText(b *testing.B) {
	builder := callgraph.NewBuilder()
	for i := range 100_000 {
		builder.Add(fmt.Sprintf("/site-packages/package_%d/module_%d.py", i%40, i%2000), i/2000+1, fmt.Sprintf("function_%d", i), callgraph.Figures{
			Calls: int64(i + 1), PrimitiveCalls: int64(i + 1), Self: float64(i) / 1000, Cumulative: float64(i) / 100,
		})
	}
	g := builder.Graph()
	rows := rowsOf(b, g)
	for name, format := range map[string]Format{"pstats": Pstats, "markdown": Markdown, "csv": CSV} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Table{Graph: g}.Text(format, rows)
			}
		})
	}
}
