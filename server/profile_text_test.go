package server_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"tottime/profiler/pstats"
	"tottime/protocol"
	"tottime/server/servertest"
)

func TestProfileText(t *testing.T) {
	byCalls := protocol.List[protocol.SortColumn]{{Key: protocol.SortCalls, Descending: true}, {Key: protocol.SortName}}
	const (
		total    = "  1000/10    1.500    0.002    1.750    0.175 /proj/shop.py:4(total)\n"
		sum      = "     1000    0.250    0.000    0.250    0.000 {built-in method builtins.sum}\n"
		main     = "        1    0.250    0.250    2.000    2.000 /proj/shop.py:8(main)\n"
		markdown = "| ncalls | tottime | percall | cumtime | percall | function | location |\n| ---: | ---: | ---: | ---: | ---: | --- | --- |\n"
		head     = "function,file,line,calls,primitive calls,self seconds,self seconds per call,cumulative seconds,cumulative seconds per call,self share,cumulative share\r\n"
	)
	tests := map[string]struct {
		params         protocol.ProfileTextParams
		want           string
		rows, matching int
	}{
		"chosen, in their order": {
			protocol.ProfileTextParams{Format: protocol.TextPstats, Functions: protocol.List[string]{"3", "1"}}, pstats.TableHead + sum + main, 2, 2,
		},
		"sorted and limited": {
			protocol.ProfileTextParams{Format: protocol.TextPstats, Sort: byCalls, Limit: 2}, pstats.TableHead + sum + total, 2, 7,
		},
		"filtered": {
			protocol.ProfileTextParams{Format: protocol.TextPstats, Filter: protocol.Filter{Text: "basket"}}, pstats.TableHead + total, 1, 1,
		},
		"chosen and limited": {
			protocol.ProfileTextParams{Format: protocol.TextPstats, Functions: protocol.List[string]{"3", "1"}, Limit: 1}, pstats.TableHead + sum, 1, 2,
		},
		"the first of them": {
			protocol.ProfileTextParams{Format: protocol.TextPstats, Sort: byCalls, Filter: protocol.Filter{Top: 1}}, pstats.TableHead + sum, 1, 1,
		},
		"nothing": {protocol.ProfileTextParams{Format: protocol.TextPstats, Filter: protocol.Filter{Text: "nothing"}}, pstats.TableHead, 0, 0},
		"without folders": {
			protocol.ProfileTextParams{Format: protocol.TextPstats, Functions: protocol.List[string]{"1"}, StripDirectories: true},
			pstats.TableHead + strings.Replace(main, "/proj/", "", 1), 1, 1,
		},
		"Markdown": {
			protocol.ProfileTextParams{Format: protocol.TextMarkdown, Functions: protocol.List[string]{"2"}},
			markdown + "| 1000/10 | 1.500 | 0.002 | 1.750 | 0.175 | `Basket.total` | `/proj/shop.py:4` |\n", 1, 1,
		},
		"CSV": {
			protocol.ProfileTextParams{Format: protocol.TextCSV, Functions: protocol.List[string]{"2"}},
			head + "Basket.total,/proj/shop.py,4,1000,10,1.5,0.0015,1.75,0.175,0.75,0.875\r\n", 1, 1,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, e, opened := openShop(t)
				test.params.Profile = opened.Profile
				got := servertest.MustCall(e, protocol.ProfileText, test.params)
				if got.Text != test.want || got.Rows != test.rows || got.Matching != test.matching {
					t.Errorf("got %d of %d:\n%s\nwant %d of %d:\n%s", got.Rows, got.Matching, got.Text, test.rows, test.matching, test.want)
				}
			})
		})
	}
}

func TestProfileTextRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e, opened := openShop(t)
		for want, params := range map[string]protocol.ProfileTextParams{
			`there is no format of text "html"`:                {Format: "html"},
			`the profile has no function "7"`:                  {Format: protocol.TextCSV, Functions: protocol.List[string]{"7"}},
			"at most -1 rows; ask for 1 or more, or 0 for all": {Format: protocol.TextCSV, Limit: -1},
			`there is no sort key "size"`:                      {Format: protocol.TextCSV, Sort: protocol.List[protocol.SortColumn]{{Key: "size"}}},
			"invalid parameters: the filter: ":                 {Format: protocol.TextCSV, Filter: protocol.Filter{Text: "(", Regexp: true}},
		} {
			params.Profile = opened.Profile
			_, err := servertest.Call(e, protocol.ProfileText, params)
			checkError(t, err, protocol.CodeInvalidParams, want)
		}
	})
}
