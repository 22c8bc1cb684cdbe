package server

import (
	"fmt"
	"path/filepath"
	"strconv"
	"sync"
)

// profiles are the open profiles by their ids.
type profiles struct {
	mu   sync.Mutex // guards what follows
	last int
	byID map[string]*profile
	// compared are those that were asked for last, the last one last.
	compared []compared
}

// add opens a profile and returns its id, which is never used again.
func (l *profiles) add(p *profile) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byID == nil {
		l.byID = map[string]*profile{}
	}
	l.last++
	id := strconv.Itoa(l.last)
	l.byID[id] = p
	return id
}

func (l *profiles) get(id string) (*profile, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if p := l.byID[id]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("%w (there is no profile %q)", errUnknownProfile, id)
}

// remove closes a profile. Requests that have it go on.
func (l *profiles) remove(id string) error {
	p, err := l.get(id)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.byID, id)
	l.forget(p)
	return nil
}

// anyIn tells whether a profile is open of which a file is in a folder.
func (l *profiles) anyIn(folder string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, p := range l.byID {
		for _, path := range append([]string{p.path}, p.added...) {
			if inside, err := filepath.Rel(folder, path); err == nil && filepath.IsLocal(inside) {
				return true
			}
		}
	}
	return false
}

// clear closes every profile.
func (l *profiles) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.byID, l.compared = nil, nil
}
