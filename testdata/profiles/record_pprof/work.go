package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// compute calls itself through fibonacci, calls back, and has a call that the compiler inlines.
func compute(n int) int {
	words := make([]string, 0, n)
	for i := range n {
		words = append(words, fmt.Sprintf("%d-%d", fibonacci(i), i))
	}
	slices.SortFunc(words, func(a, b string) int { return strings.Compare(reversed(a), reversed(b)) })
	return len(words)
}

func fibonacci(n int) int {
	if n < 2 {
		return n
	}
	return add(fibonacci(n-1), fibonacci(n-2))
}

func add(a, b int) int { return a + b } // inlined

func reversed(text string) string {
	bytes := []byte(text)
	slices.Reverse(bytes)
	return string(bytes)
}

type tree struct {
	left, right *tree
	payload     []byte
}

// allocate keeps what it allocates: a tree of n nodes.
func allocate(n int) *tree {
	if n <= 0 {
		return nil
	}
	half := (n - 1) / 2
	return &tree{left: allocate(half), right: allocate(n - 1 - half), payload: make([]byte, 64)}
}

// contend makes goroutines wait for each other.
func contend(goroutines int) {
	var lock sync.Mutex
	var group sync.WaitGroup
	for range goroutines {
		group.Go(func() {
			for range 5 {
				hold(&lock)
			}
		})
	}
	group.Wait()
}

func hold(lock *sync.Mutex) {
	lock.Lock()
	defer lock.Unlock()
	time.Sleep(time.Millisecond)
}
