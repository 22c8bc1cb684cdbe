package capture

import (
	"os"
	"path/filepath"
	"strings"

	"tottime/profiler/recording"
)

// The environment variables by which the driver is loaded and told what to do. It takes them away before the program starts.
const (
	pythonPath  = "PYTHONPATH"
	savedPath   = "TOTTIME_PYTHONPATH" // the user's PYTHONPATH, absent when there is none
	partsPath   = "TOTTIME_PARTS"      // the folder for recordings
	optionsText = "TOTTIME_OPTIONS"    // what the user chose: see driver/tottime_options.py
)

// withoutDriver is the environment env without the driver of another run, which is there when we are started by a program that is profiled itself.
func withoutDriver(env []string) (rest []string) {
	variables := map[string]string{}
	for _, entry := range env {
		name, value, _ := strings.Cut(entry, "=")
		variables[name] = value
	}
	first, _, _ := strings.Cut(variables[pythonPath], string(os.PathListSeparator))
	led := variables[partsPath] != "" && strings.HasPrefix(filepath.Base(first), driverPrefix)
	for _, entry := range env {
		switch name, value, _ := strings.Cut(entry, "="); {
		case name == savedPath && led:
			rest = append(rest, pythonPath+"="+value)
		case name == partsPath, name == optionsText, name == targetVariable, name == savedPath, name == pythonPath && led:
		default:
			rest = append(rest, entry)
		}
	}
	return rest
}

// withDriver is the environment env for an interpreter that is to load the driver.
func (s *supervision) withDriver(env []string) []string {
	result := []string{partsPath + "=" + filepath.Join(s.Folder, recording.Folder)}
	if text := encode(s.fields()); text != "" {
		result = append(result, optionsText+"="+text)
	}
	if target := forDriver(s.Target, s.Imports); target != "" {
		result = append(result, targetVariable+"="+target)
	}
	first := s.driver.folder
	for _, entry := range withoutDriver(env) {
		user, ok := strings.CutPrefix(entry, pythonPath+"=")
		if !ok {
			result = append(result, entry)
			continue
		}
		result = append(result, savedPath+"="+user)
		if user != "" {
			first += string(os.PathListSeparator) + user
		}
	}
	return append(result, pythonPath+"="+first)
}
