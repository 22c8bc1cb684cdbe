package server_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tottime/profiler/process"
)

// allowed says which packages of this module, and of others where it matters, each package may import: the layout in ARCHITECTURE.md.
// A package that is not in this table fails the test, so that it must be thought about.
var allowed = map[string][]string{
	"tottime/protocol":                          {},
	"tottime/protocol/internal/typescript":      {},
	"tottime/protocol/internal/tsgen":           {"tottime/protocol/internal/typescript"},
	"tottime/profiler/marshal":                  {},
	"tottime/profiler/callgraph":                {},
	"tottime/profiler/pstats":                   {"tottime/profiler/marshal", "tottime/profiler/callgraph", "tottime/profiler/overhead", "tottime/profiler/pstats/internal/pyregexp", aferoPath},
	"tottime/profiler/pstats/internal/pyregexp": {},
	"tottime/profiler/pprof":                    {"tottime/profiler/callgraph", "tottime/profiler/internal/gunzip", "github.com/google/pprof/profile"},
	"tottime/profiler/formats":                  {"tottime/profiler/callgraph", "tottime/profiler/internal/gunzip", "tottime/profiler/pprof", "tottime/profiler/pstats", "tottime/profiler/sidecar", "tottime/profiler/source", aferoPath},
	"tottime/profiler/internal/gunzip":          {},
	"tottime/profiler/internal/replace":         {aferoPath},
	"tottime/profiler/sidecar":                  {"tottime/profiler/callgraph", "tottime/profiler/overhead", aferoPath},
	"tottime/profiler/source":                   {"golang.org/x/text/unicode/norm"},
	"tottime/profiler/overhead":                 {"tottime/profiler/callgraph"},
	"tottime/profiler/difference":               {"tottime/profiler/callgraph", "tottime/profiler/filter", "tottime/profiler/runs", "tottime/profiler/view"},
	"tottime/profiler/filter":                   {},
	"tottime/profiler/origin":                   {},
	"tottime/profiler/view":                     {"tottime/profiler/callgraph", "tottime/profiler/filter", "tottime/profiler/origin", "tottime/profiler/source"},
	"tottime/profiler/view/callpath":            {"tottime/profiler/callgraph"},
	"tottime/profiler/view/internal/trace":      {"tottime/profiler/callgraph"},
	"tottime/profiler/view/icicle":              {"tottime/profiler/callgraph", "tottime/profiler/view/callpath"},
	"tottime/profiler/export": {
		"tottime/profiler/callgraph", "tottime/profiler/overhead", "tottime/profiler/pstats", "tottime/profiler/sidecar", "tottime/profiler/view",
		"tottime/profiler/internal/replace", aferoPath,
	},
	"tottime/profiler/process":            {"golang.org/x/sys/unix", "golang.org/x/sys/windows"},
	"tottime/profiler/python":             {"tottime/profiler/process", "tottime/profiler/internal/replace", aferoPath},
	"tottime/profiler/runs":               {"tottime/profiler/overhead", "tottime/profiler/internal/replace", aferoPath},
	"tottime/profiler/capture/situations": {},
	"tottime/profiler/recording": {
		"tottime/profiler/marshal", "tottime/profiler/callgraph", "tottime/profiler/pstats", "tottime/profiler/sidecar", "tottime/profiler/source",
		"tottime/profiler/overhead", "tottime/profiler/runs", "tottime/profiler/internal/replace", aferoPath,
	},
	"tottime/profiler/capture": {
		"tottime/profiler/process", "tottime/profiler/python", "tottime/profiler/overhead", "tottime/profiler/pstats", "tottime/profiler/recording",
		"tottime/profiler/runs", "tottime/profiler/internal/replace", aferoPath, "golang.org/x/sys/unix",
	},
	"tottime/server":             {"tottime/protocol", "tottime/profiler/...", aferoPath, jsonrpc2Path},
	"tottime/server/servertest":  {"tottime/protocol", "tottime/server", jsonrpc2Path},
	"tottime/server/cmd/tottime": {"tottime/server", "tottime/profiler/...", aferoPath, "github.com/adrg/xdg", "github.com/alecthomas/kong"},
}

const (
	aferoPath    = "github.com/spf13/afero"
	jsonrpc2Path = "github.com/sourcegraph/jsonrpc2"
)

// goPackage is what go list tells of a package.
type goPackage struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string
}

// packages lists the packages of this module as they are built for a system.
func packages(t *testing.T, system string) []goPackage {
	t.Helper()
	tool := filepath.Join(build.Default.GOROOT, "bin", "go")
	out, err := process.Output(t.Context(), process.Command{
		Path: tool, Args: []string{"list", "-json=ImportPath,Dir,GoFiles,Imports", "tottime/protocol/...", "tottime/profiler/...", "tottime/server/..."},
		Env: append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0"),
	}, process.Limits{Time: time.Minute, Bytes: 10 << 20})
	if err != nil {
		t.Fatal(err)
	}
	var all []goPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// The packages import each other in the one direction that is agreed, on every system.
func TestImports(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		for _, p := range packages(t, system) {
			may, known := allowed[p.ImportPath]
			if !known {
				t.Errorf("%s: which packages may it import? Say so in this test", p.ImportPath)
			}
			for _, imported := range p.Imports {
				if strings.Contains(imported, ".") || strings.HasPrefix(imported, "tottime/") {
					if !slices.ContainsFunc(may, func(pattern string) bool { return matches(pattern, imported) }) {
						t.Errorf("%s must not import %s", p.ImportPath, imported)
					}
				} else if strings.HasPrefix(imported, "os/exec") && p.ImportPath != "tottime/profiler/process" {
					t.Errorf("%s must not start programs itself: use profiler/process instead of %s", p.ImportPath, imported)
				}
			}
		}
	}
}

// matches says whether a path is the one that pattern names, or below it where pattern ends in "...".
func matches(pattern, path string) bool {
	below, isTree := strings.CutSuffix(pattern, "...")
	return pattern == path || isTree && strings.HasPrefix(path, below)
}

// fileAccess are the functions of package os, and of others, that reach for the file system past an injected afero.Fs.
var fileAccess = map[string][]string{
	"os": {
		"Chdir", "Chmod", "Chown", "Chtimes", "CopyFS", "Create", "CreateTemp", "DirFS", "Getwd", "Lchown", "Link", "Lstat", "Mkdir", "MkdirAll",
		"MkdirTemp", "NewFile", "Open", "OpenFile", "OpenInRoot", "OpenRoot", "ReadDir", "ReadFile", "Readlink", "Remove", "RemoveAll", "Rename",
		"Stat", "Symlink", "Truncate", "WriteFile",
	},
	"path/filepath": {"EvalSymlinks", "Glob", "Walk", "WalkDir"},
	"io/ioutil":     {"ReadFile", "WriteFile", "ReadDir", "TempFile", "TempDir"},
	aferoPath:       {"NewOsFs"},
}

// Files are read and written through the afero.Fs that a package is given. Only package process, which looks into /proc, and the commands
// reach for the file system themselves.
func TestFileAccess(t *testing.T) {
	seen := map[string]bool{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		for _, p := range packages(t, system) {
			core := strings.HasPrefix(p.ImportPath, "tottime/profiler/") || strings.HasPrefix(p.ImportPath, "tottime/server")
			if !core || p.ImportPath == "tottime/profiler/process" || strings.Contains(p.ImportPath, "/cmd/") {
				continue
			}
			for _, name := range p.GoFiles {
				if path := filepath.Join(p.Dir, name); !seen[path] {
					seen[path] = true
					checkFileAccess(t, path)
				}
			}
		}
	}
	if len(seen) < 10 {
		t.Errorf("only %d files were looked at", len(seen))
	}
}

// checkFileAccess looks for forbidden functions in one file.
func checkFileAccess(t *testing.T, path string) {
	t.Helper()
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	forbidden := map[string][]string{}
	for _, spec := range parsed.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		name := imported[strings.LastIndex(imported, "/")+1:]
		if spec.Name != nil {
			name = spec.Name.Name
		}
		forbidden[name] = fileAccess[imported]
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if selector, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := selector.X.(*ast.Ident); ok && slices.Contains(forbidden[x.Name], selector.Sel.Name) {
				t.Errorf("%s: use the afero.Fs instead of %s.%s", files.Position(n.Pos()), x.Name, selector.Sel.Name)
			}
		}
		return true
	})
}
