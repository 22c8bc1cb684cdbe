package python

import (
	"context"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"tottime/profiler/process"
)

// askLimits bound what an interpreter may take to tell its version. A cold start from a slow disk takes seconds.
var askLimits = process.Limits{Time: 10 * time.Second, Bytes: 64 << 10}

// question makes an interpreter of any version describe itself. Paths are told in hexadecimal as the bytes that they are, whatever the
// locale. It imports nothing but sys, so that no module in the current folder is executed.
const question = `
import sys
def tell(text):
    if not isinstance(text, bytes):
        windows = sys.platform == 'win32'
        text = text.encode('utf-8' if windows else sys.getfilesystemencoding(), 'surrogatepass' if windows else 'surrogateescape')
    sys.stdout.write('tottime:' + ''.join('%02x' % byte for byte in bytearray(text)) + '\n')
tell(sys.version.split()[0])
tell(sys.implementation.name if hasattr(sys, 'implementation') else 'pypy' if 'PyPy' in sys.version else 'cpython')
tell(sys.executable or '')
tell(sys.prefix)
`

// implementations are the names of sys.implementation as they are spelled in text.
var implementations = map[string]string{"cpython": "CPython", "pypy": "PyPy", "graalpy": "GraalPy", "jython": "Jython", "ironpython": "IronPython"}

// answer is what an interpreter told of itself.
type answer struct {
	version, implementation string
	executable, prefix      string // sys.executable and sys.prefix
}

func (f *Finder) ask(ctx context.Context, c candidate) (answer, error) {
	if c.err != nil {
		return answer{}, c.err
	}
	if a, ok := f.recall(c); ok {
		return a, nil
	}
	// -E and -s keep the user's own modules out: PYTHONPATH and the like, and the user's site folder.
	command := process.Command{Path: c.path, Args: []string{"-E", "-s", "-c", question}, Dir: c.dir}
	text, err := f.Output(ctx, command, askLimits)
	if err != nil {
		return answer{}, broken(c.path, err)
	}
	a, err := parseAnswer(string(text))
	if err != nil {
		return answer{}, broken(c.path, err)
	}
	f.remember(c, a)
	return a, nil
}

func parseAnswer(text string) (answer, error) {
	var told []string
	for line := range strings.Lines(text) {
		if code, ok := strings.CutPrefix(strings.TrimSpace(line), "tottime:"); ok {
			bytes, err := hex.DecodeString(code)
			if err != nil {
				break
			}
			told = append(told, string(bytes))
		}
	}
	if len(told) != 4 || told[0] == "" {
		return answer{}, errors.New("it was asked for its version and said something else")
	}
	a := answer{version: told[0], implementation: told[1], executable: told[2], prefix: told[3]}
	if name, ok := implementations[a.implementation]; ok {
		a.implementation = name
	}
	return a, nil
}
