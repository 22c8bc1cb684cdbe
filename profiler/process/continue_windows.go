package process

// Continue does nothing: on Windows no process is stopped.
func Continue(int, string) error { return nil }
