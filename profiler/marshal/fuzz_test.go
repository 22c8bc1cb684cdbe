package marshal

import "testing"

// FuzzDecoder checks that no data makes the decoder panic, run on or read beyond its end, and that skipping and reading agree.
func FuzzDecoder(f *testing.F) {
	for _, c := range objects {
		f.Add(unhex(f, c.data))
	}
	for _, data := range codeObjects(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		skipping, reading := NewDecoder(data), NewDecoder(data)
		skipping.Skip()
		dump(reading)
		if skipping.Offset() > len(data) || reading.Offset() > len(data) {
			t.Errorf("%d and %d of %d bytes read", skipping.Offset(), reading.Offset(), len(data))
		}
		// What can be read can be skipped, to the same end; the reverse does not hold for huge ints and floats as text.
		if reading.Err() == nil && (skipping.Err() != nil || skipping.Offset() != reading.Offset()) {
			t.Errorf("reading ends at %d, skipping at %d with %v", reading.Offset(), skipping.Offset(), skipping.Err())
		}
	})
}
