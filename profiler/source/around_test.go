package source

import "testing"

const aroundSource = `import functools


class Basket:
    limit = [x for x in range(3)]

    @functools.lru_cache(
        maxsize=None)
    def total(self):
        return sum(map(lambda item: item.price, self.items))

    @property
    def limit(self):
        return 1

    @limit.setter
    def limit(self, value):
        class Total:
            def total(self, steps=(lambda: 2,
                                   lambda: 3)):
                return (step() for step in steps)
        return Total


def total(): return (lambda: 1), (
    lambda: (lambda:
             2))
`

func TestAround(t *testing.T) {
	outline := Parse([]byte(aroundSource))
	for _, c := range []struct {
		line      int
		name      string
		first     int // 0 when there is none
		qualified string
	}{
		{1, "<module>", 1, "<module>"},
		{900, "<module>", 1, "<module>"},
		{5, "Basket", 4, "Basket"},
		{10, "Basket.total", 7, "Basket.total"},
		{7, "Basket.total", 7, "Basket.total"}, // where a function with decorators starts to run
		{8, "Basket", 4, "Basket"},             // a decorator runs in what is around it
		{10, "total", 7, "Basket.total"},
		{10, "Basket.total.<locals>.<lambda>", 10, "Basket.total.<locals>.<lambda>"},
		{10, "<lambda>", 10, "Basket.total.<locals>.<lambda>"},
		{14, "Basket.limit", 12, "Basket.limit"},
		{22, "Basket.limit", 16, "Basket.limit"},
		{21, "Basket.limit.<locals>.Total.total", 19, "Basket.limit.<locals>.Total.total"},
		{21, "Basket.limit.<locals>.Total.total.<locals>.<genexpr>", 21, "Basket.limit.<locals>.Total.total.<locals>.<genexpr>"},
		{19, "Basket.limit.<locals>.Total", 18, "Basket.limit.<locals>.Total"}, // makes the default values of the function on this line
		{19, "Basket.limit.<locals>.Total.<lambda>", 19, "Basket.limit.<locals>.Total.<lambda>"},
		{20, "Basket.limit.<locals>.Total.<lambda>", 20, "Basket.limit.<locals>.Total.<lambda>"},
		{25, "total", 25, "total"},
		{25, "total.<locals>.<lambda>", 25, "total.<locals>.<lambda>"},
		{27, "total.<locals>.<lambda>.<locals>.<lambda>", 26, "total.<locals>.<lambda>.<locals>.<lambda>"},
		{27, "<lambda>", 26, "total.<locals>.<lambda>.<locals>.<lambda>"},
		{10, "Shop.total", 0, ""},
		{10, "Basket.sum", 0, ""},
		{15, "Basket.total", 0, ""},
		{24, "total", 0, ""},
		{500, "total", 0, ""},
		{0, "total", 0, ""},
		{10, "", 0, ""},
		{10, "Basket.", 0, ""},
	} {
		got, found := outline.Around(c.line, c.name)
		if found != (c.first > 0) || found && (got.First != c.first || got.QualifiedName != c.qualified) {
			t.Errorf("line %d, %q: got %q from line %d on (%v), want %q from line %d on", c.line, c.name, got.QualifiedName, got.First, found, c.qualified, c.first)
		}
	}
}
