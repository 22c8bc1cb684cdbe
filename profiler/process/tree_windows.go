package process

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// system is the job object that holds a tree. It ends every process in it when its last handle is closed, also by our death.
type system struct {
	job    windows.Handle
	hidden bool
}

// prepare makes the job. The program is started with its thread suspended, so that it can start nothing before it is in the job.
func (s *system) prepare(cmd *exec.Cmd, command Command, _ string) error {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return err
	}
	s.job, s.hidden = job, command.Hidden
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{
		LimitFlags: windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE,
	}}
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation, uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err != nil {
		s.release()
		return err
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_SUSPENDED, HideWindow: command.Hidden}
	if command.Hidden {
		cmd.SysProcAttr.CreationFlags |= windows.CREATE_NO_WINDOW
	}
	return nil
}

// adopt puts the suspended program into the job and lets it go.
func (s *system) adopt(root *os.Process) (pid int, err error) {
	process, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(root.Pid))
	if err != nil {
		return 0, err
	}
	defer windows.CloseHandle(process)
	if err := windows.AssignProcessToJobObject(s.job, process); err != nil {
		return 0, err
	}
	return root.Pid, resume(uint32(root.Pid))
}

// reapOrphans does nothing: on Windows no orphans are left to us.
func reapOrphans() {}

func (*system) wait(cmd *exec.Cmd) Exit { return collect(cmd) }

// resume lets the threads of a suspended process run.
func resume(pid uint32) error {
	threads, err := windows.CreateToolhelp32Snapshot(windows.TH32CS_SNAPTHREAD, 0)
	if err != nil {
		return err
	}
	defer windows.CloseHandle(threads)
	entry := windows.ThreadEntry32{Size: uint32(unsafe.Sizeof(windows.ThreadEntry32{}))}
	for err = windows.Thread32First(threads, &entry); err == nil; err = windows.Thread32Next(threads, &entry) {
		if entry.OwnerProcessID != pid {
			continue
		}
		thread, err := windows.OpenThread(windows.THREAD_SUSPEND_RESUME, false, entry.ThreadID)
		if err != nil {
			return err
		}
		_, err = windows.ResumeThread(thread)
		windows.CloseHandle(thread)
		if err != nil {
			return err
		}
	}
	if !errors.Is(err, windows.ERROR_NO_MORE_FILES) {
		return err
	}
	return nil
}

// ask sends CTRL_BREAK to everything on our console: a program that could be addressed alone would have to be started so that it
// ignores Ctrl-C. A hidden program has another console and cannot be asked.
func (s *system) ask(*Tree) error {
	if s.hidden {
		return errors.ErrUnsupported
	}
	return windows.GenerateConsoleCtrlEvent(windows.CTRL_BREAK_EVENT, 0)
}

func (s *system) kill(t *Tree) (left int) {
	left = s.count(t)
	select {
	case <-t.done:
	default:
		left--
	}
	windows.TerminateJobObject(s.job, 1)
	return max(left, 0)
}

// count is the number of processes in the job. JOBOBJECT_BASIC_ACCOUNTING_INFORMATION has it after four times and two counters.
func (s *system) count(*Tree) int {
	const basicAccountingInformation = 1
	var accounting struct {
		times                                          [4]int64
		pageFaults, total, active, terminatedProcesses uint32
	}
	err := windows.QueryInformationJobObject(s.job, basicAccountingInformation, uintptr(unsafe.Pointer(&accounting)), uint32(unsafe.Sizeof(accounting)), nil)
	if err != nil {
		return 0
	}
	return int(accounting.active)
}

func (s *system) release() {
	if s.job != 0 {
		windows.CloseHandle(s.job)
		s.job = 0
	}
}

// KillTree does nothing on Windows: a tree's job ends with its supervisor.
func KillTree(string) int { return 0 }

func exitOf(status syscall.WaitStatus) Exit {
	if status.ExitCode == uint32(windows.STATUS_CONTROL_C_EXIT) {
		return Exit{Code: status.ExitStatus(), Signal: "SIGINT"}
	}
	return Exit{Code: status.ExitStatus()}
}

// Identity tells a process from every other that has had or will have the same number; it is "" when there is no such process.
// On Windows it is the number with the creation time in 100 ns.
func Identity(pid int) string {
	process, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION|windows.SYNCHRONIZE, false, uint32(pid))
	if err != nil {
		return ""
	}
	defer windows.CloseHandle(process)
	if event, err := windows.WaitForSingleObject(process, 0); err != nil || event == windows.WAIT_OBJECT_0 {
		return ""
	}
	var created, exited, kernel, user windows.Filetime
	if err := windows.GetProcessTimes(process, &created, &exited, &kernel, &user); err != nil {
		return ""
	}
	return fmt.Sprintf("%d-%d%010d", pid, created.HighDateTime, created.LowDateTime)
}
