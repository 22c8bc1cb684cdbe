package main

import (
	"fmt"
	"strconv"
	"time"
)

// duration is a time span in a flag: with units, such as 90s or 1m30s, or a bare number of seconds.
type duration time.Duration

// UnmarshalText reads a time span.
func (d *duration) UnmarshalText(text []byte) error {
	if seconds, err := strconv.ParseFloat(string(text), 64); err == nil {
		// Compared so that what is not a number is refused, too.
		if !(seconds > -maxDuration && seconds < maxDuration) {
			return fmt.Errorf("%s is no number of seconds", text)
		}
		*d = duration(seconds * float64(time.Second))
		return nil
	}
	span, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("%q is no time span. Write one such as 90s, 5m or 0.5", text)
	}
	*d = duration(span)
	return nil
}

// maxDuration is in seconds, about 290 years.
const maxDuration = float64(1<<63-1) / float64(time.Second)
