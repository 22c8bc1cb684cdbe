package view

import "sync"

// recent keeps the last results of something that takes long and is asked for again and again. It is safe for concurrent use.
type recent[K, V any] struct {
	same func(a, b K) bool
	most int

	mu      sync.Mutex // guards what follows
	results []result[K, V]
}

type result[K, V any] struct {
	key   K
	value V
}

// get returns what make returns for a key, or has returned before. Whoever asks for another key does not wait for it; an error is not kept.
func (r *recent[K, V]) get(key K, make func() (V, error)) (V, error) {
	if value, ok := r.find(key); ok {
		return value, nil
	}
	value, err := make()
	if err == nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.results = append(r.results, result[K, V]{key, value})
		if len(r.results) > r.most {
			r.results = append(r.results[:0:0], r.results[1:]...)
		}
	}
	return value, err
}

// find returns the result that is kept for a key, which is the newest from then on.
func (r *recent[K, V]) find(key K) (value V, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := len(r.results) - 1; i >= 0; i-- {
		if r.same(r.results[i].key, key) {
			found := r.results[i]
			r.results = append(append(r.results[:i:i], r.results[i+1:]...), found)
			return found.value, true
		}
	}
	return value, false
}
