package server

import (
	"context"
	"fmt"
	"path/filepath"

	"tottime/profiler/python"
	"tottime/protocol"
)

// runStart starts a program under a supervisor: in a terminal of the client's, or with pipes when it has none.
func (s *session) runStart(ctx context.Context, p protocol.RunStartParams) (result protocol.RunStartResult, err error) {
	if !s.trusted.Load() {
		return result, about(p.Target.Path, fmt.Errorf("%w, so its programs are not run. Trust the workspace (Workspaces: Manage Workspace Trust) and try again", errUntrusted))
	}
	if err := s.checkTarget(&p); err != nil {
		return result, err
	}
	interpreter, err := s.Interpreters.Choose(ctx, python.Query{Chosen: p.Python, Folders: p.Folders, Trusted: true})
	if err != nil {
		return result, err
	}
	r, err := s.createRun(p.Target.Path)
	if err != nil {
		return result, err
	}
	if err := s.open(ctx, r, p, s.supervise(r, p, interpreter)); err != nil {
		s.abandon(r)
		return result, err
	}
	s.watchAfterReply(ctx, r)
	return protocol.RunStartResult{Run: r.id, Folder: r.folder, Interpreter: wireInterpreter(interpreter)}, nil
}

// checkTarget checks what is to be run, and states its working directory where p does not.
func (s *session) checkTarget(p *protocol.RunStartParams) error {
	script := p.Target.Path
	switch info, err := s.Files.Stat(script); {
	case p.Target.Kind != protocol.TargetScript:
		return fmt.Errorf("%w: the target's kind is %q; this server runs a %q", errInvalidParams, p.Target.Kind, protocol.TargetScript)
	case !filepath.IsAbs(script):
		return fmt.Errorf("%w: the target's path %q is not absolute", errInvalidParams, script)
	case err != nil:
		return unreadable(script, err, "Save the file, or choose another one.")
	case !info.Mode().IsRegular():
		return unreadable(script, errNotAFile, "Choose a Python file.")
	}
	if p.WorkingDirectory == "" {
		p.WorkingDirectory = filepath.Dir(script)
	}
	if !s.isFolder(p.WorkingDirectory) || !filepath.IsAbs(p.WorkingDirectory) {
		return unreadable(p.WorkingDirectory, errNotAFolder, "Choose another working directory.")
	}
	return nil
}

// isFolder says whether a folder is at path.
func (s *session) isFolder(path string) bool {
	info, err := s.Files.Stat(path)
	return err == nil && info.IsDir()
}
