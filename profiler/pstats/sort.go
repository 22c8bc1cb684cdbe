package pstats

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tottime/profiler/callgraph"
)

// ErrSortKey is wrapped by the error for a key that pstats does not know, or knows twice.
var ErrSortKey = errors.New("no such sort key")

// A SortKey is a key of pstats by its full name.
type SortKey struct {
	Word   string
	Text   string // as a report says it after "Ordered by:"
	Column callgraph.Column
}

// SortKeys are all keys. Abbreviations depend on this order (Lib/pstats.py of 3.13, sort_arg_dict_default).
var SortKeys = []SortKey{
	{"calls", "call count", callgraph.Column{Key: callgraph.Calls, Descending: true}},
	{"ncalls", "call count", callgraph.Column{Key: callgraph.Calls, Descending: true}},
	{"cumtime", "cumulative time", callgraph.Column{Key: callgraph.Cumulative, Descending: true}},
	{"cumulative", "cumulative time", callgraph.Column{Key: callgraph.Cumulative, Descending: true}},
	{"filename", "file name", callgraph.Column{Key: callgraph.File}},
	{"line", "line number", callgraph.Column{Key: callgraph.Line}},
	{"module", "file name", callgraph.Column{Key: callgraph.File}},
	{"name", "function name", callgraph.Column{Key: callgraph.Name}},
	{"nfl", "name/file/line", callgraph.Column{Key: callgraph.NameFileLine}},
	{"pcalls", "primitive call count", callgraph.Column{Key: callgraph.PrimitiveCalls, Descending: true}},
	{"stdname", "standard name", callgraph.Column{Key: callgraph.StandardNameKey}},
	{"time", "internal time", callgraph.Column{Key: callgraph.Self, Descending: true}},
	{"tottime", "internal time", callgraph.Column{Key: callgraph.Self, Descending: true}},
}

// numberedKeys are what sort_stats makes of a single number, as the oldest profilers had them.
var numberedKeys = map[string]string{"-1": "stdname", "0": "calls", "1": "time", "2": "cumulative"}

// abbreviations maps what pstats accepts to its key (Lib/pstats.py, get_sort_arg_defs). It is not simply every unambiguous beginning: the
// search for a word's beginnings ends at the first that another word has taken, so "cu" is left although "cum" is ambiguous.
var abbreviations = func() map[string]SortKey {
	taken := make(map[string]SortKey)
	ambiguous := make(map[string]bool)
	for _, key := range SortKeys {
		for fragment := key.Word; fragment != ""; fragment = fragment[:len(fragment)-1] {
			if _, ok := taken[fragment]; ok {
				ambiguous[fragment] = true
				break
			}
			taken[fragment] = key
		}
	}
	for fragment := range ambiguous {
		delete(taken, fragment)
	}
	return taken
}()

// Sort orders the reports by the keys, the first being the most significant. Words may be abbreviated as pstats allows; a single number from
// -1 to 2 means stdname, calls, time or cumulative. No word at all takes the order away.
func (s *Stats) Sort(words ...string) error {
	keys, err := ParseSortKeys(words...)
	if err != nil || len(keys) == 0 {
		s.order, s.orderedBy = nil, ""
		return err
	}
	var texts []string
	var columns []callgraph.Column
	for _, key := range keys {
		texts = append(texts, key.Text)
		columns = append(columns, key.Column)
	}
	order := s.Graph().Order(columns...)
	if recorded := s.Graph().Recorded(); recorded < len(order) {
		order = slices.DeleteFunc(order, func(f int32) bool { return int(f) >= recorded })
	}
	s.order, s.orderedBy = order, strings.Join(texts, ", ")
	return nil
}

// ParseSortKeys returns the keys that words stand for, as Sort takes them. The error wraps ErrSortKey.
func ParseSortKeys(words ...string) ([]SortKey, error) {
	if len(words) == 1 {
		if word, ok := numberedKeys[words[0]]; ok {
			words = []string{word}
		}
	}
	keys := make([]SortKey, len(words))
	for i, word := range words {
		key, ok := abbreviations[word]
		if !ok {
			return nil, sortKeyError(word)
		}
		keys[i] = key
	}
	return keys, nil
}

func sortKeyError(word string) error {
	var all, fitting []string
	for _, key := range SortKeys {
		all = append(all, key.Word)
		if word != "" && strings.HasPrefix(key.Word, word) {
			fitting = append(fitting, key.Word)
		}
	}
	if len(fitting) > 1 {
		return fmt.Errorf("%w: %q may be %s", ErrSortKey, word, strings.Join(fitting, " or "))
	}
	return fmt.Errorf("%w: %q; there are %s", ErrSortKey, word, strings.Join(all, ", "))
}

// Reverse reverses the order of the last Sort. Without one it has no effect.
func (s *Stats) Reverse() { slices.Reverse(s.order) }
