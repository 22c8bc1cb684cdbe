package situations_test

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
)

// output is what a program writes, in which it says its number when it is ready.
type output struct {
	lock  sync.Mutex // guards text
	text  bytes.Buffer
	ready chan int
}

func (o *output) Write(text []byte) (int, error) {
	o.lock.Lock()
	defer o.lock.Unlock()
	o.text.Write(text)
	var pid int
	if _, said, found := strings.Cut(o.text.String(), "ready: "); found && strings.Contains(said, "\n") {
		if _, err := fmt.Sscan(said, &pid); err == nil {
			select {
			case o.ready <- pid:
			default:
			}
		}
	}
	return len(text), nil
}

func (o *output) String() string {
	o.lock.Lock()
	defer o.lock.Unlock()
	return o.text.String()
}
