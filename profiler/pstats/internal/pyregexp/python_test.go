package pyregexp

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tottime/profiler/process"
)

// pieces are what random expressions are made of.
var pieces = strings.Split(`a|b|é|数|A|_|1|.|^|$|(|(|)|)|[|]|[^|-|*|+|?|{|}|{2}|{1,2}|{,1}|,|2|?|??|*?|(?:|(?i)|(?i:|(?m:|(?s:|(?x)|(?x:|(?a:|(?-i:|(?#|(?P<n>|(?P=n)|(?=|(?!|(?<=|(?<!|(?>|(?(1)| |#|`+
	`\d|\D|\w|\W|\s|\S|\b|\B|\A|\Z|\n|\.|\\|\x41|\u00e9|\1|\2|\012|\101|\8|\q|\-|\]|:|=|!|<|>|/|a-|b-é|&&|[[`, "|")

var texts = []string{"", "a", "ab", "aB_1", "é", "数え", "a b\n", "12", "-", "a\nb", "[a]", "/srv/x.py:12(f)", "{built-in}", "AaBb", "bab", "]", "\\q", "a-b", "&", "  "}

// pythonAnswers prints, for each expression, null if Python refuses it, else in which texts it is found.
const pythonAnswers = `
import json, re, sys, warnings
warnings.simplefilter("ignore")
expressions, texts = json.load(open(sys.argv[1], encoding="utf-8"))
def answer(expression):
    try:
        compiled = re.compile(expression)
    except (re.PatternError, OverflowError, ValueError):
        return None
    return [bool(compiled.search(text)) for text in texts]
json.dump([answer(e) for e in expressions], open(sys.argv[2], "w"))
`

// TestLikePython compares with CPython 3.13's re what is valid and what is found, over random expressions.
func TestLikePython(t *testing.T) {
	python := python313(t)
	random := rand.New(rand.NewPCG(20, 13))
	expressions := make([]string, 40_000)
	for i := range expressions {
		if i%2 == 0 {
			expressions[i] = "|"[:random.IntN(2)]
		}
		for range 1 + random.IntN(7) {
			expressions[i] += pieces[random.IntN(len(pieces))]
		}
	}
	found, refused := 0, 0
	for i, want := range ask(t, python, expressions) {
		expression := expressions[i]
		translated, err := Translate(expression)
		if IsInvalid(err) != (want == nil) {
			t.Errorf("%q: %v, Python finds %v", expression, err, want)
		}
		if err != nil || want == nil {
			refused++
			continue
		}
		found++
		compiled := regexp.MustCompile(translated)
		for j, text := range texts {
			if differs(expression, text) {
				continue
			}
			if got := compiled.MatchString(text); got != want[j] {
				t.Errorf("%q in %q: %v, Python says %v", expression, text, got, want[j])
			}
		}
	}
	t.Logf("%d expressions found alike, %d refused", found, refused)
	if found < 1000 {
		t.Errorf("only %d expressions are valid", found)
	}
}

// differs reports whether the package's documentation names a difference that may show.
func differs(expression, text string) bool {
	boundary := strings.Contains(expression, `\b`) || strings.Contains(expression, `\B`)
	return boundary && (text == "" || strings.ContainsAny(text, "é数")) || strings.HasSuffix(text, "\n") && strings.Contains(expression, "$")
}

func ask(t *testing.T, python string, expressions []string) (answers [][]bool) {
	t.Helper()
	folder := t.TempDir()
	question, answer := filepath.Join(folder, "question"), filepath.Join(folder, "answer")
	data, err := json.Marshal([]any{expressions, texts})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(question, data, 0o600); err != nil {
		t.Fatal(err)
	}
	command := process.Command{Path: python, Args: []string{"-c", pythonAnswers, question, answer}}
	if _, err := process.Output(context.Background(), command, process.Limits{Time: 5 * time.Minute, Bytes: 1 << 20}); err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile(answer); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

func python313(t *testing.T) string {
	t.Helper()
	root := os.Getenv("PYENV_ROOT")
	if home, err := os.UserHomeDir(); root == "" && err == nil {
		root = filepath.Join(home, ".pyenv")
	}
	paths, _ := filepath.Glob(filepath.Join(root, "versions", "3.13*", "bin", "python"))
	if len(paths) == 0 {
		t.Skip("needs CPython 3.13 in pyenv's folder (PYENV_ROOT or ~/.pyenv); the tables of expressions are tested in any case")
	}
	return paths[0]
}
