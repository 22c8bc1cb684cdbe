package server_test

import (
	"slices"
	"testing"
	"testing/synctest"

	"tottime/protocol"
	"tottime/server/servertest"
)

func TestProfileRows(t *testing.T) {
	type sort = protocol.List[protocol.SortColumn]
	down := func(key protocol.SortKey) sort { return sort{{Key: key, Descending: true}} }
	const (
		module, main, total = "<module>", "main", "Basket.total"
		sum, help, lost     = "{built-in method builtins.sum}", "help", "lost"
	)
	tests := map[string]struct {
		params   protocol.ProfileRowsParams
		want     []string
		matching int
	}{
		"file order":           {protocol.ProfileRowsParams{Limit: 10}, []string{module, main, total, sum, help, lost, module}, 7},
		"self":                 {protocol.ProfileRowsParams{Sort: down(protocol.SortSelf), Limit: 3}, []string{total, main, sum}, 7},
		"calls, then self":     {protocol.ProfileRowsParams{Sort: append(down(protocol.SortCalls), down(protocol.SortSelf)...), Limit: 3}, []string{total, sum, main}, 7},
		"name":                 {protocol.ProfileRowsParams{Sort: sort{{Key: protocol.SortName}}, Limit: 2}, []string{sum, module}, 7},
		"page":                 {protocol.ProfileRowsParams{Offset: 5, Limit: 10}, []string{lost, module}, 7},
		"past the end":         {protocol.ProfileRowsParams{Offset: 100, Limit: 10}, nil, 7},
		"no rows":              {protocol.ProfileRowsParams{}, nil, 7},
		"filter by class":      {protocol.ProfileRowsParams{Filter: protocol.Filter{Text: "basket."}, Limit: 10}, []string{total}, 1},
		"filter as shown":      {protocol.ProfileRowsParams{Filter: protocol.Filter{Text: sum}, Limit: 10}, []string{sum}, 1},
		"filter by file":       {protocol.ProfileRowsParams{Filter: protocol.Filter{Text: "HELPER"}, Limit: 10}, []string{help}, 1},
		"filter by line":       {protocol.ProfileRowsParams{Filter: protocol.Filter{Text: "shop.py:8(main"}, Limit: 10}, []string{main}, 1},
		"filter and page":      {protocol.ProfileRowsParams{Filter: protocol.Filter{Text: "/proj/"}, Sort: down(protocol.SortSelf), Offset: 1, Limit: 1}, []string{main}, 3},
		"filter keeps nothing": {protocol.ProfileRowsParams{Filter: protocol.Filter{Text: "nothing"}, Limit: 10}, nil, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, e, opened := openShop(t)
				test.params.Profile = opened.Profile
				got := servertest.MustCall(e, protocol.ProfileRows, test.params)
				var names []string
				for _, row := range got.Rows {
					names = append(names, row.Name)
				}
				if !slices.Equal(names, test.want) || got.Matching != test.matching {
					t.Errorf("got %q of %d, want %q of %d", names, got.Matching, test.want, test.matching)
				}
			})
		})
	}
}

func TestProfileRow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e, opened := openShop(t)
		rows := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Limit: 10}).Rows
		total := rows[2]
		if total.File != "/proj/shop.py" || total.Line != 4 || *total.Calls != 1000 || *total.PrimitiveCalls != 10 || total.Self != 1.5 ||
			total.Cumulative != 1.75 || *total.SelfPerCall != 0.0015 || *total.CumulativePerCall != 0.175 || total.Share != 0.75 {
			t.Errorf("got %+v", total)
		}
		if sum := rows[3]; !sum.Builtin || sum.File != "" || sum.Line != 0 {
			t.Errorf("a built-in is at %s:%d", sum.File, sum.Line)
		}
		if never := rows[4]; never.SelfPerCall != nil || never.CumulativePerCall != nil {
			t.Errorf("what was never called has figures by call: %+v", never)
		}
	})
}

func TestProfileRowsRefused(t *testing.T) {
	tests := map[string]struct {
		params protocol.ProfileRowsParams
		text   string
	}{
		"negative offset": {protocol.ProfileRowsParams{Offset: -1}, "ask for 0 to 1000 rows from row 0 on"},
		"negative limit":  {protocol.ProfileRowsParams{Limit: -1}, "ask for 0 to 1000 rows from row 0 on"},
		"too many":        {protocol.ProfileRowsParams{Limit: 1001}, "1001 rows from row 0; ask for 0 to 1000 rows from row 0 on"},
		"unknown key":     {protocol.ProfileRowsParams{Sort: protocol.List[protocol.SortColumn]{{Key: "size"}}}, `there is no sort key "size"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, e, opened := openShop(t)
				test.params.Profile = opened.Profile
				_, err := servertest.Call(e, protocol.ProfileRows, test.params)
				checkError(t, err, protocol.CodeInvalidParams, test.text)
			})
		})
	}
}

// Relative names are found in the folders that the client names when it opens the profile.
func TestQualifiedNamesOfRelativeFiles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.write("/proj/pkg/a.py", "class A:\n    def f(self): pass\n")
		w.write(shopProfile, string(encodeProfile(t, entry{"pkg/a.py", 2, "f", 1, 1, 1, 1})))
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		for want, folders := range map[string]protocol.List[string]{"f": nil, "A.f": {"/proj"}} {
			opened := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile, Folders: folders})
			rows := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Limit: 1}).Rows
			if rows[0].Name != want {
				t.Errorf("with folders %v the name is %s, want %s", folders, rows[0].Name, want)
			}
		}
	})
}
