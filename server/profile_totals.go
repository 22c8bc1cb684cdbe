package server

import (
	"path/filepath"
	"slices"

	"tottime/profiler/origin"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
	"tottime/profiler/view"
	"tottime/protocol"
)

// judge tells where the functions of a profile come from, in a workspace with these folders. The folder of the program that was run, elsewhere, is the project
// too.
func (s *session) judge(p part, folders []string) *origin.Judge {
	if p.run == nil {
		return origin.NewJudge("", folders...)
	}
	folder := filepath.Dir(p.path)
	if filepath.Base(folder) == recording.Folder {
		folder = filepath.Dir(folder)
	}
	saved, err := runs.Read(s.Files, folder)
	if err != nil {
		return origin.NewJudge("", folders...)
	}
	if program := saved.Target.Path; program != "" && !slices.ContainsFunc(folders, func(folder string) bool { return isWithin(folder, program) }) {
		folders = append(folders[:len(folders):len(folders)], filepath.Dir(program))
	}
	return origin.NewJudge(saved.Python.Path, folders...)
}

// isWithin says whether a path is in a folder.
func isWithin(folder, path string) bool {
	inside, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(inside)
}

// concentrated is the share of the self time of which a profile's description says how few functions take it.
const concentrated = 0.8

// describeTable says of an open profile where its functions come from, and how few take most of the time.
func describeTable(table *view.Table, result *protocol.ProfileOpenResult) {
	result.Origins = protocol.List[protocol.OriginTotal]{}
	for _, total := range table.Origins() {
		result.Origins = append(result.Origins, protocol.OriginTotal{
			Origin: origins[total.Origin], Functions: total.Functions, Self: finite(total.Self), Share: finite(total.Share),
		})
	}
	if c, known := table.Concentration(concentrated); known {
		result.Concentration = &protocol.Concentration{Functions: c.Functions, Share: c.Share, Taken: c.Taken}
	}
}
