package origin

import "testing"

func TestPlace(t *testing.T) {
	const (
		P = Package
		S = StandardLibrary
	)
	for _, test := range []struct {
		file string
		want Place
	}{
		// The standard library.
		{"/usr/lib/python3.11/json/decoder.py", Place{S, "json", "/usr/lib/python3.11"}},
		{"/usr/lib64/python3.6/argparse.py", Place{S, "argparse", "/usr/lib64/python3.6"}},
		{"/usr/lib/python2.7/lib-tk/Tkinter.py", Place{S, "Tkinter", "/usr/lib/python2.7/lib-tk"}},
		{"/usr/lib/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so", Place{S, "_ssl", "/usr/lib/python3.11/lib-dynload"}},
		{"/home/me/.pyenv/versions/3.13.0/lib/python3.13t/asyncio/base_events.py", Place{S, "asyncio", "/home/me/.pyenv/versions/3.13.0/lib/python3.13t"}},
		{"/home/me/.pyenv/versions/3.13.0/lib/python3.13/_pyrepl/reader.py", Place{S, "_pyrepl", "/home/me/.pyenv/versions/3.13.0/lib/python3.13"}},
		{"/home/me/miniconda3/envs/x/lib/python3.9/threading.py", Place{S, "threading", "/home/me/miniconda3/envs/x/lib/python3.9"}},
		{"/Library/Frameworks/Python.framework/Versions/3.11/lib/python3.11/re/__init__.py", Place{S, "re", "/Library/Frameworks/Python.framework/Versions/3.11/lib/python3.11"}},
		{"/opt/pypy3.9/lib/pypy3.9/queue.py", Place{S, "queue", "/opt/pypy3.9/lib/pypy3.9"}},
		{"/opt/pypy/lib-python/3/queue.py", Place{S, "queue", "/opt/pypy/lib-python/3"}},
		{"/opt/pypy/lib_pypy/_functools.py", Place{S, "_functools", "/opt/pypy/lib_pypy"}},
		{"/src/cpython/Lib/queue.py", Place{S, "queue", "/src/cpython/Lib"}},
		{`C:\Python38\lib\queue.py`, Place{S, "queue", `C:\Python38\lib`}},
		{`c:\users\me\appdata\local\programs\python\python311\Lib\asyncio\events.py`, Place{S, "asyncio", `c:\users\me\appdata\local\programs\python\python311\Lib`}},
		{`C:\Users\me\anaconda3\lib\json\decoder.py`, Place{S, "json", `C:\Users\me\anaconda3\lib`}},
		{`C:\Users\me\anaconda3\envs\x\lib\json\decoder.py`, Place{S, "json", `C:\Users\me\anaconda3\envs\x\lib`}},
		{`C:\Users\me\.pyenv\pyenv-win\versions\3.8.10\lib\json\decoder.py`, Place{S, "json", `C:\Users\me\.pyenv\pyenv-win\versions\3.8.10\lib`}},
		{`C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.11_x64\Lib\json\decoder.py`, Place{S, "json", `C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.11_x64\Lib`}},
		{`C:\hostedtoolcache\windows\Python\3.12.1\x64\Lib\json\decoder.py`, Place{S, "json", `C:\hostedtoolcache\windows\Python\3.12.1\x64\Lib`}},
		{`C:\Users\me\scoop\apps\python\current\Lib\json\decoder.py`, Place{S, "json", `C:\Users\me\scoop\apps\python\current\Lib`}},
		{`C:\py\python311.zip\json\decoder.pyc`, Place{S, "json", `C:\py\python311.zip`}},
		{`D:\tools\Lib\json\decoder.py`, Place{S, "json", `D:\tools\Lib`}}, // beside the interpreter
		{"<frozen importlib._bootstrap>", Place{S, "importlib", ""}},
		{"<frozen os>", Place{S, "os", ""}},

		// Installed packages.
		{"/usr/lib/python3/dist-packages/yaml/loader.py", Place{P, "yaml", "/usr/lib/python3/dist-packages"}},
		{"/usr/lib/python3.11/site-packages/six.py", Place{P, "six", "/usr/lib/python3.11/site-packages"}},
		{"/usr/lib/python3.11/site-packages/json/x.py", Place{P, "json", "/usr/lib/python3.11/site-packages"}},
		{"/home/me/.local/lib/python3.8/site-packages/numpy/lib/npyio.py", Place{P, "numpy", "/home/me/.local/lib/python3.8/site-packages"}},
		{"/x/site-packages/foo-1.2-py3.8.egg/foo/a.py", Place{P, "foo", "/x/site-packages/foo-1.2-py3.8.egg"}},
		{"/x/installed_wheels/ab/numpy-1.2-cp38.whl/numpy/a.py", Place{P, "numpy", "/x/installed_wheels/ab/numpy-1.2-cp38.whl"}},
		{"/x/site-packages/_cffi.cpython-311-darwin.so", Place{P, "_cffi", "/x/site-packages"}},
		{`C:\Python38\Lib\Site-Packages\numpy\core.py`, Place{P, "numpy", `C:\Python38\Lib\Site-Packages`}},
		{`\\?\C:\v\lib\site-packages\numpy\core.py`, Place{P, "numpy", `C:\v\lib\site-packages`}},
		{"venv/lib/python3.8/site-packages/a.py", Place{P, "a", "venv/lib/python3.8/site-packages"}},
		{"/w/shop/.venv/lib/python3.11/site-packages/rich/a.py", Place{P, "rich", "/w/shop/.venv/lib/python3.11/site-packages"}},
		{"/w/shop/env/lib/python3.11/json/a.py", Place{S, "json", "/w/shop/env/lib/python3.11"}},
		{"/w/shop/__pypackages__/3.8/lib/rich/a.py", Place{P, "rich", "/w/shop/__pypackages__/3.8/lib"}},
		{"<__array_function__ internals>", Place{P, "numpy", ""}},

		// The project.
		{"/w/shop/main.py", Place{Project, "main", "/w/shop"}},
		{"/w/shop/tests/unit/test_a.py", Place{Project, "tests", "/w/shop"}},
		{"/w/shop/src/basket/total.py", Place{Project, "basket", "/w/shop/src"}},
		{"/w/shop/src/main.py", Place{Project, "main", "/w/shop/src"}},
		{"/w/shop/lib/queue.py", Place{Project, "queue", "/w/shop/lib"}},
		{"/w/lib/python3.8/site-packages/mine/mine/a.py", Place{Project, "mine", "/w/lib/python3.8/site-packages/mine"}}, // the workspace is an installed package
		{"/w/lib/python3.8/json/a.py", Place{Project, "json", "/w/lib/python3.8"}},                                       // the workspace looks like a library
		{`d:\W\Shop\main.py`, Place{Project, "main", `D:\w\shop`}},
		{`C:\work\x64\Lib\queue.py`, Place{Project, "Lib", `C:\work\x64`}},
		{`D:\w\shop\lib\queue.py`, Place{Project, "queue", `D:\w\shop\lib`}},
		{"/home/me/lib/python3.8/tools/a.py", Place{Project, "tools", "/home/me/lib/python3.8"}},
		{"/home/me/python/lib/queue.py", Place{Project, "lib", "/home/me/python"}},
		{"/home/me/app.zip/pkg/a.py", Place{Project, "pkg", "/home/me/app.zip"}},
		{"/a.py", Place{Project, "a", "/"}},
		{"/home/me/../you/x/a.py", Place{Project, "x", "/home/you"}},
		{"shop.py", Place{Project, "shop", ""}},
		{"json/decoder.py", Place{Project, "json", ""}}, // nothing tells it from a folder of the user's
		{"./shop.py", Place{Project, "shop", ""}},
		{`lib\queue.py`, Place{Project, "queue", "lib"}},
		{"<string>", Place{Project, "<string>", ""}},
		{"<ipython-input-1-abc>", Place{Project, "<ipython-input-1-abc>", ""}},
		{"", Place{}},
		{"/", Place{Project, "", "/"}},
		{"~", Place{Project, "~", ""}},

		// Other languages, in profiles of pprof's format.
		{"/usr/local/go/src/net/http/server.go", Place{S, "net/http", "/usr/local/go/src"}},
		{"/opt/hostedtoolcache/go/1.21.0/x64/src/runtime/proc.go", Place{S, "runtime", "/opt/hostedtoolcache/go/1.21.0/x64/src"}},
		{"runtime/proc.go", Place{S, "runtime", ""}},
		{"/home/me/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.22.1.linux-amd64/src/runtime/proc.go", Place{S, "runtime", "/home/me/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.22.1.linux-amd64/src"}},
		{"/home/me/go/pkg/mod/github.com/google/go-cmp@v0.6.0/cmp/compare.go", Place{P, "github.com/google/go-cmp", "/home/me/go/pkg/mod"}},
		{"/home/me/go/src/example.com/shop/main.go", Place{Project, "shop", "/home/me/go/src/example.com"}},
		{"/w/shop/vendor/github.com/x/y/a.go", Place{P, "github.com/x/y", "/w/shop/vendor"}},
		{"/rustc/0123abc/library/std/src/io/mod.rs", Place{S, "std", "/rustc/0123abc/library"}},
		{"/home/me/.cargo/registry/src/index.crates.io-6f/serde-1.0.0/src/lib.rs", Place{P, "serde-1.0.0", "/home/me/.cargo/registry/src/index.crates.io-6f"}},
		{"node:internal/timers", Place{S, "internal/timers", ""}},
		{"/w/shop/node_modules/preact/dist/a.js", Place{P, "preact", "/w/shop/node_modules"}},
		{"/usr/include/c++/12/bits/stl_algo.h", Place{S, "c++", "/usr/include"}},
	} {
		judge := NewJudge(`D:\tools\python.exe`, "/w/shop", "/w/lib/python3.8", "/w/lib/python3.8/site-packages/mine", `D:\w\shop`)
		if got := judge.Place(test.file); got != test.want {
			t.Errorf("%s is at %+v, want %+v", test.file, got, test.want)
		}
	}
}

// No name makes a judge panic.
func FuzzPlace(f *testing.F) {
	for _, file := range []string{"/usr/lib/python3.8/json", `C:\Python38\Lib`, `\\host\share\lib-python\3`, "pkg/mod/golang.org/toolchain@x/src", "__pypackages__/a/b", "/registry/src/x", "//", "..", "lib/python3/"} {
		f.Add(file, "/w/shop")
	}
	f.Fuzz(func(t *testing.T, file, folder string) {
		if place := NewJudge(folder, folder).Place(file); place.Origin >= Builtin {
			t.Errorf("%q is of origin %d", file, place.Origin)
		}
	})
}
