package server_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/synctest"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// boxesText writes boxes by level: the name and the width in percent, "?" for an estimate, "*" for recursion, "!" for a match and "…" for what is cut.
func boxesText(r protocol.ProfileIcicleResult) string {
	var text strings.Builder
	for i, b := range r.Boxes {
		switch {
		case i > 0 && r.Boxes[i-1].Level != b.Level:
			text.WriteByte('\n')
		case i > 0:
			text.WriteString(", ")
		}
		fmt.Fprintf(&text, "%s %.0f", r.Functions[b.Function].Name, 100*b.Width)
		for _, mark := range []struct {
			is   bool
			text string
		}{{b.Estimated, "?"}, {b.Recursive, "*"}, {b.Match, "!"}, {b.Cut, "…"}} {
			if mark.is {
				text.WriteString(mark.text)
			}
		}
	}
	return text.String()
}

func TestProfileIcicle(t *testing.T) {
	const shapes, recursion = "cprofile/3.13/shapes.stats", "cprofile/3.13/recursion.stats"
	for name, test := range map[string]struct {
		fixture string
		params  protocol.ProfileIcicleParams
		path    []string
		want    string
		matches int
		roots   int
	}{
		"from the roots": {
			shapes, protocol.ProfileIcicleParams{Least: .1, Levels: 4}, nil,
			"{built-in method builtins.exec} 100\n<module> 100\nmain 100\n{built-in method builtins.sorted} 75…, total 16…", 0, 2,
		},
		"a path": {
			shapes, protocol.ProfileIcicleParams{Least: .1, Levels: 9}, []string{"main", "total"},
			"total 100\n{built-in method builtins.sum} 99\n<lambda> 74\narea 16", 0, 2,
		},
		"recursion": {
			recursion, protocol.ProfileIcicleParams{Least: .02, Levels: 9}, []string{"main"},
			"main 100\nfibonacci 84*, hanoi 13*, is_even 3*\n{method 'append' of 'list' objects} 2, is_odd 3?*", 0, 2,
		},
		"only what is exact": {
			recursion, protocol.ProfileIcicleParams{Least: .02, Levels: 9, Exact: true}, []string{"main"},
			"main 100\nfibonacci 84*, hanoi 13*, is_even 3*…\n{method 'append' of 'list' objects} 2", 0, 2,
		},
		"find": {
			shapes, protocol.ProfileIcicleParams{Least: .1, Levels: 3, Find: protocol.Filter{Text: "area"}}, []string{"total", "{built-in method builtins.sum}", "<lambda>"},
			"<lambda> 100\narea 22!, area 11!", 3, 2,
		},
		"counted only": {
			"profile/3.13/shapes.stats", protocol.ProfileIcicleParams{Least: .1, Levels: 3}, []string{"main"},
			"main 100\nsorted 75, total 16\n__lt__ 55…, sum 16…", 0, 1,
		},
		"stacks": {
			"pprof/python.pprof", protocol.ProfileIcicleParams{Least: .1, Levels: 4}, nil,
			"<module> 90\nmain 90\nBasket.total 84\ndiscount 52*…, Basket.total.<locals>.<genexpr> 22…", 0, 3,
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, e, opened := openFixture(t, test.fixture)
				test.params.Profile, test.params.Path = opened.Profile, idsOf(t, e, opened.Profile, test.path...)
				got := servertest.MustCall(e, protocol.ProfileIcicle, test.params)
				if text := boxesText(got); text != test.want {
					t.Errorf("got\n%s\nwant\n%s", text, test.want)
				}
				share := 0.0
				for _, r := range got.Roots {
					share += r.Share
				}
				if got.Matches != test.matches || len(got.Roots) != test.roots || math.Abs(share-1) > 1e-9 || got.Problem != nil {
					t.Errorf("%d matches, %d roots with %f of the time, problem %+v", got.Matches, len(got.Roots), share, got.Problem)
				}
				if got.Estimated != strings.Contains(test.want, "?") || len(got.Ancestors) != len(test.path) {
					t.Errorf("estimated is %t, the ancestors are %+v", got.Estimated, got.Ancestors)
				}
				for i, row := range got.Ancestors {
					if row.Name != test.path[i] {
						t.Errorf("ancestor %d is %s, want %s", i, row.Name, test.path[i])
					}
				}
			})
		})
	}
}

// The corrected icicle stands for the corrected time.
func TestCorrectedIcicle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, opened := openMeasured(t, "profile.stats", runs.Run{Overhead: runs.NewOverhead(measured)})
		ask := func(corrected bool) protocol.ProfileIcicleResult {
			return servertest.MustCall(e, protocol.ProfileIcicle, protocol.ProfileIcicleParams{Profile: opened.Profile, Levels: 9, Corrected: corrected})
		}
		recorded, corrected := ask(false), ask(true)
		if got, want := recorded.Seconds-corrected.Seconds, opened.Overhead.Seconds; math.Abs(got-want) > 1e-9 || got <= 0 {
			t.Errorf("%v seconds were taken off, want %v", got, want)
		}
		if len(corrected.Boxes) == 0 || corrected.Roots[0].Cumulative >= recorded.Roots[0].Cumulative {
			t.Errorf("got %+v, recorded %+v", corrected.Roots, recorded.Roots)
		}
	})
}

func TestProfileIcicleRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e, opened := openFixture(t, "cprofile/3.13/recursion.stats")
		ids := idsOf(t, e, opened.Profile, "is_even", "is_odd", "fibonacci")
		for name, test := range map[string]struct {
			params protocol.ProfileIcicleParams
			text   string
		}{
			"no levels":       {protocol.ProfileIcicleParams{}, "0 levels of boxes that are at least 0 wide; ask for 1 to 256 levels and a part of the width, 0 to 1"},
			"too many levels": {protocol.ProfileIcicleParams{Levels: 257}, "ask for 1 to 256 levels"},
			"too wide":        {protocol.ProfileIcicleParams{Levels: 1, Least: 1.5}, "a part of the width, 0 to 1"},
			"no function":     {protocol.ProfileIcicleParams{Levels: 1, Path: protocol.List[string]{"-1"}}, `the profile has no function "-1"`},
			"not an edge":     {protocol.ProfileIcicleParams{Levels: 1, Path: protocol.List[string]{ids[0], ids[2]}}, "is not known to have been called by"},
			"a circle":        {protocol.ProfileIcicleParams{Levels: 1, Path: protocol.List[string]{ids[0], ids[1], ids[0]}}, "calls itself on it and has no box again"},
		} {
			t.Log(name)
			test.params.Profile = opened.Profile
			_, err := servertest.Call(e, protocol.ProfileIcicle, test.params)
			checkError(t, err, protocol.CodeInvalidParams, test.text)
		}
	})
}
