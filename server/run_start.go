package server

import (
	"context"
	"fmt"
	"path/filepath"

	"tottime/profiler/python"
	"tottime/profiler/runs"
	"tottime/protocol"
)

// runStart starts a program under a supervisor: in a terminal of the client's, or with pipes when it has none.
func (s *session) runStart(ctx context.Context, p protocol.RunStartParams) (result protocol.RunStartResult, err error) {
	if !s.trusted.Load() {
		return result, about(p.Target.Path, fmt.Errorf("%w, so its programs are not run. Trust the workspace (Workspaces: Manage Workspace Trust) and try again", errUntrusted))
	}
	if err := s.check(&p); err != nil {
		return result, err
	}
	interpreter, err := s.Interpreters.Choose(ctx, python.Query{Chosen: p.Python, Folders: p.Folders, Trusted: true})
	if err != nil {
		return result, err
	}
	r, err := s.createRun(coreTarget(p.Target).FolderName())
	if err != nil {
		return result, err
	}
	if err := s.passVariables(r, p); err != nil {
		s.abandon(r)
		return result, err
	}
	if err := s.open(ctx, r, p, s.supervise(r, p, interpreter)); err != nil {
		s.abandon(r)
		return result, err
	}
	s.watchAfterReply(ctx, r)
	return protocol.RunStartResult{Run: r.id, Folder: r.folder, Interpreter: wireInterpreter(interpreter)}, nil
}

// check checks what is to be run and how, and states its working directory where p does not.
func (s *session) check(p *protocol.RunStartParams) error {
	if err := s.checkTarget(p.Target); err != nil {
		return err
	}
	switch {
	case p.WorkingDirectory != "":
	case p.Target.Path != "":
		p.WorkingDirectory = filepath.Dir(p.Target.Path)
	case len(p.Folders) > 0:
		p.WorkingDirectory = p.Folders[0]
	default:
		return fmt.Errorf("%w: workingDirectory is missing, and there are no folders; a target of kind %q has no folder of its own", errInvalidParams, p.Target.Kind)
	}
	if !s.isFolder(p.WorkingDirectory) || !filepath.IsAbs(p.WorkingDirectory) {
		return unreadable(p.WorkingDirectory, errNotAFolder, "Choose another working directory.")
	}
	return s.checkOptions(*p)
}

// passVariables leaves the program's own variables for its supervisor.
func (s *session) passVariables(r *run, p protocol.RunStartParams) error {
	if len(p.Environment) == 0 {
		return nil
	}
	if err := runs.PassVariables(s.Files, r.folder, p.Environment); err != nil {
		return about(r.folder, fmt.Errorf("%w: %w", errRunFailed, err))
	}
	return nil
}

// isFolder says whether a folder is at path.
func (s *session) isFolder(path string) bool {
	info, err := s.Files.Stat(path)
	return err == nil && info.IsDir()
}
