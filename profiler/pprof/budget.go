package pprof

import "tottime/profiler/internal/gunzip"

// budget is the number of bytes of memory that reading a profile may still take. A hostile file can describe far more than it holds: a sample of two
// bytes takes the library a hundred times as much.
type budget int

// What reading may take: so many times the file's size, and this many bytes in any case. A compressed profile of 200,000
// stacks took about 80 times its size by the estimates below, half of what was allocated in all while it was read.
const (
	budgetRatio = 256
	minBudget   = 64 << 20
)

func newBudget(fileSize int) budget { return budget(minBudget + budgetRatio*fileSize) }

// take takes bytes off the budget.
func (b *budget) take(bytes int) error {
	if *b -= budget(bytes); *b < 0 {
		return gunzip.ErrTooLarge
	}
	return nil
}

// message takes what the library makes of a message, of its length: the struct, its place in a table or two, and up to two words for each byte of a
// list of numbers.
func (b *budget) message(length int) error { return b.take(200 + 16*length) }

// location takes what the library makes of a location, which has a struct for each of its lines.
func (b *budget) location(data []byte, location field) error {
	for f, err := range fields(data, location.body, location.end) {
		if err != nil {
			return err
		}
		if f.kind == lengthField {
			if err := b.take(64); err != nil {
				return err
			}
		}
	}
	return b.message(location.end - location.body)
}

// text takes what the library makes of a text.
func (b *budget) text(length int) error { return b.take(64 + length) }

// frames takes what a tree of stacks with so many nodes makes.
func (b *budget) frames(nodes int) error { return b.take(80 * nodes) }
