package source

import (
	"bytes"
	"testing"
)

// BenchmarkParse reads the samples over and over: about 2 % of their lines begin a definition.
func BenchmarkParse(b *testing.B) {
	var text []byte
	for _, sample := range samples(b) {
		text = append(text, sample.text...)
	}
	text = bytes.Repeat(text, 1<<20/len(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(text)
	}
}

// BenchmarkFind looks up a function in a file of 10,000.
func BenchmarkFind(b *testing.B) {
	outline := Parse(bytes.Repeat([]byte("class A:\n    def method(self):\n        return 1\n\n"), 10_000))
	for b.Loop() {
		if _, found := outline.Find(4*5_000+2, "method"); !found {
			b.Fatal("not found")
		}
	}
}
