package server

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"tottime/profiler/callgraph"
	"tottime/profiler/difference"
	"tottime/profiler/origin"
	"tottime/profiler/overhead"
	"tottime/profiler/pstats"
	"tottime/profiler/source"
	"tottime/profiler/view"
	"tottime/profiler/view/callpath"
)

// profile is an open profile.
type profile struct {
	// path is that of its file.
	path  string
	graph *callgraph.Graph
	// corrected is the graph without what recording cost, nil where that is not known.
	corrected *callgraph.Graph
	table     *view.Table
	callPaths *callpath.Paths
	// stats is what the graph was made of; it must not be changed. costs are what it cost to record calls, zero where that is not known.
	stats   *pstats.Stats
	costs   overhead.Costs
	paths   whereabouts
	sources *sources
	// folders are where relative names of source files are looked for: those of the profile's files and the workspace's.
	folders []string
	// added are the paths of further files that are part of the profile.
	added []string
	// made is how it was made, as far as that is known.
	made difference.Made

	mu sync.Mutex // guards what follows
	// outlines are those of the files by their names in the profile, nil where there is none. They stay as they were when they were
	// first needed, which is nearest to what was profiled.
	outlines map[string]*source.Outline
	// keys are the paths.key of absolute names.
	keys map[string]string
}

func newProfile(files []string, graph, corrected *callgraph.Graph, p whereabouts, folders []string, judge *origin.Judge) *profile {
	opened := &profile{
		path: files[0], added: files[1:], graph: graph, corrected: corrected, paths: p, sources: &sources{files: p.files},
		outlines: map[string]*source.Outline{}, keys: map[string]string{},
	}
	for _, file := range files {
		if folder := filepath.Dir(file); !slices.Contains(opened.folders, folder) {
			opened.folders = append(opened.folders, folder)
		}
	}
	opened.folders = append(opened.folders, folders...)
	opened.callPaths = callpath.New(graph, corrected)
	opened.table = view.NewTable(graph, corrected, opened.qualified, judge.Place)
	return opened
}

// function is the number of the function with this id.
func (p *profile) function(id string) (int, error) {
	f, err := strconv.Atoi(id)
	if err != nil || f < 0 || f >= p.graph.Len() {
		return 0, fmt.Errorf("%w: the profile has no function %q", errInvalidParams, id)
	}
	return f, nil
}

func functionID(f int) string { return strconv.Itoa(f) }

// qualified is a function's name with its class, where the profile or else the source tells it, else "".
func (p *profile) qualified(f int) string {
	if name := p.graph.Details(f).QualifiedName; name != "" {
		return name
	}
	if p.graph.Builtin(f) {
		return ""
	}
	if outline := p.outline(p.graph.File(f)); outline != nil {
		if definition, ok := outline.Find(p.graph.Line(f), p.graph.Name(f)); ok {
			return definition.QualifiedName
		}
	}
	return ""
}

// outline is that of the file with this name in the profile, nil where it cannot be read.
func (p *profile) outline(name string) *source.Outline {
	p.mu.Lock()
	defer p.mu.Unlock()
	outline, known := p.outlines[name]
	if !known {
		if path, ok := p.paths.locate(name, p.folders); ok {
			outline, _ = p.readOutline(path)
		}
		p.outlines[name] = outline
	}
	return outline
}

// readOutline is that of the source file at path as it is now, if that is Python.
func (p *profile) readOutline(path string) (*source.Outline, error) {
	// pstats names files of Python alone, whatever they are called; a profile of call stacks may be of a program in any language.
	if p.graph.Stacks() != nil && !slices.Contains(pythonExtensions, strings.ToLower(filepath.Ext(path))) {
		return nil, errNotPython
	}
	return p.sources.outline(path)
}

// pythonExtensions are those of files that are likely to be Python: commands have none.
var pythonExtensions = []string{".py", ".pyw", ""}

// inFile lists the functions whose source is at path, in the order of the profile.
func (p *profile) inFile(path string, folders []string) []int {
	wanted := p.paths.key(path)
	folders = append(folders[:len(folders):len(folders)], p.folders...)
	same := map[string]bool{}
	var functions []int
	for f := range p.graph.Recorded() {
		name := p.graph.File(f)
		is, known := same[name]
		if !known {
			is = p.keyOf(name, folders) == wanted
			same[name] = is
		}
		if is {
			functions = append(functions, f)
		}
	}
	return functions
}

// keyOf is the paths.key of the file with this name in the profile, "" where there is none. An absolute name has one even if its file is
// gone: an editor may still show its text.
func (p *profile) keyOf(name string, folders []string) string {
	if !filepath.IsAbs(name) {
		if path, ok := p.paths.locate(name, folders); ok {
			return p.paths.key(path)
		}
		return ""
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	key, known := p.keys[name]
	if known {
		return key
	}
	if path, ok := p.paths.mapped(name); ok {
		key = p.paths.key(path)
	} else {
		key = filepath.Clean(name)
		if !foreign(key, folders) {
			key = p.paths.key(name)
		}
	}
	p.keys[name] = key
	return key
}
