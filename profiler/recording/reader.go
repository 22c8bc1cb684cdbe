package recording

import (
	"maps"
	"slices"

	"github.com/spf13/afero"
)

// Reader makes the profile of a run that may still go on. It reads again only what has changed, and keeps of the processes that have ended no more
// than their sum, so it may be asked often. It is not safe for concurrent use.
type Reader struct {
	files  afero.Fs
	folder string

	read    map[string]*snapshot // by the recording's name
	ended   sum                  // of those that are folded
	profile *Profile             // the last one
}

// snapshot is a recording as it was read last.
type snapshot struct {
	file
	process Process
	err     error
	content *recording // nil when it is damaged or folded
	folded  bool       // it is in the sum of those that have ended
}

// NewReader returns a reader of the recordings of the run in folder.
func NewReader(files afero.Fs, folder string) *Reader {
	return &Reader{files: files, folder: folder, read: map[string]*snapshot{}}
}

// Read returns the profile as it is now, the same one as the last time when nothing has changed. Recordings that cannot be read are told in it; an
// error means that the folder itself cannot be read.
func (r *Reader) Read() (*Profile, error) {
	found, err := list(r.files, r.folder)
	if err != nil {
		return nil, err
	}
	changed := r.forget(found)
	var ended *tally
	for _, f := range found {
		if r.read[f.name] != nil {
			continue
		}
		changed = true
		if s := r.look(f); s.content != nil && s.process.Ended {
			if ended == nil {
				ended = r.ended.tally()
			}
			ended.add(s.content)
			s.content, s.folded = nil, true
		}
	}
	if ended != nil {
		r.ended = ended.close()
	}
	if r.profile == nil || changed {
		r.profile = r.make()
	}
	return r.profile, nil
}

// forget drops the snapshots that are there no more or in another version, and tells whether there are any.
func (r *Reader) forget(found []file) bool {
	now := make(map[string]stamp, len(found))
	for _, f := range found {
		now[f.name] = f.stamp
	}
	changed := false
	for name, s := range r.read {
		if current, ok := now[name]; ok && current == s.stamp {
			continue
		}
		changed = true
		if s.folded { // what was added cannot be taken away
			r.read, r.ended = map[string]*snapshot{}, sum{}
			return true
		}
		delete(r.read, name)
	}
	return changed
}

// look reads a recording.
func (r *Reader) look(f file) *snapshot {
	s := &snapshot{file: f}
	r.read[f.name] = s
	if s.content, s.err = read(r.files, r.folder, f); s.err != nil {
		return s
	}
	taken := 0
	for _, other := range r.read {
		if other.pid == f.pid && other.count < f.count {
			taken += len(other.process.Threads)
		}
	}
	s.process = s.content.process(f.name, taken)
	return s
}

// make makes the profile of all snapshots.
func (r *Reader) make() *Profile {
	p := &Profile{}
	total := r.ended.tally()
	for _, s := range slices.SortedFunc(maps.Values(r.read), func(a, b *snapshot) int { return a.compare(b.file) }) {
		if s.err != nil {
			p.Damaged = append(p.Damaged, s.err)
			continue
		}
		p.Processes = append(p.Processes, s.process)
		if s.content != nil {
			total.add(s.content)
		}
	}
	p.Graph = total.close().apart()
	return p
}
