package protocol

// The requests and notifications that a client sends.
var (
	// Initialize must be the first request. A different protocol version is refused with CodeProtocolVersion.
	Initialize = Request[InitializeParams, InitializeResult]{"initialize"}
	// Initialized tells that the client has taken the result of Initialize.
	Initialized = Notification[None]{"initialized"}
	// Shutdown ends every run that the server has started itself, keeping what it measured, and closes every profile. Runs in the client's
	// terminals go on; the next server follows those that InitializationOptions.Runs names. No RunEnded comes for them from this one.
	Shutdown = Request[None, None]{"shutdown"}
	// Exit ends the server's process: with code 0 after Shutdown, else with 1. What Shutdown says of runs holds for it too.
	Exit = Notification[None]{"exit"}
	// CancelRequest asks to give up a request, which is then answered with CodeRequestCancelled unless what it asks for is done already.
	CancelRequest = Notification[CancelParams]{"$/cancelRequest"}
	// TrustGranted tells that the user now trusts the workspace: its programs and its interpreters may be run.
	TrustGranted = Notification[None]{"workspace/trustGranted"}

	// PythonList finds the Python interpreters of this machine and of the workspace.
	PythonList = Request[PythonListParams, PythonListResult]{"python/list"}

	// RunStart starts a program under a profiler. It is answered when the program has been handed to a terminal or started;
	// RunOutput, RunProgress and RunEnded follow. A request that is refused has started no run, and no RunEnded follows.
	RunStart = Request[RunStartParams, RunStartResult]{"run/start"}
	// RunStop ends a run and every process it started, within a second. What was measured is kept unless it is to be discarded. Nothing happens to a run that
	// has ended already.
	RunStop = Request[RunStopParams, None]{"run/stop"}

	// RunsList lists the runs that are kept.
	RunsList = Request[RunsListParams, RunsListResult]{"runs/list"}

	// ProfileOpen reads a profile file, or what a run has measured so far, and keeps it open until ProfileClose.
	ProfileOpen = Request[ProfileOpenParams, ProfileOpenResult]{"profile/open"}
	// ProfileClose forgets an open profile.
	ProfileClose = Request[ProfileCloseParams, None]{"profile/close"}
	// ProfileRows answers one page of the sorted and filtered table of functions.
	ProfileRows = Request[ProfileRowsParams, ProfileRowsResult]{"profile/rows"}
	// ProfileCallers and ProfileCallees answer one page of the functions that called a function, and that it called.
	ProfileCallers = Request[ProfileEdgesParams, ProfileEdgesResult]{"profile/callers"}
	ProfileCallees = Request[ProfileEdgesParams, ProfileEdgesResult]{"profile/callees"}
	// ProfileIcicle answers the boxes of an icicle.
	ProfileIcicle = Request[ProfileIcicleParams, ProfileIcicleResult]{"profile/icicle"}
	// ProfileDiff answers one page of the differences between two profiles.
	ProfileDiff = Request[ProfileDiffParams, ProfileDiffResult]{"profile/diff"}
	// ProfileText answers rows of the table as text, ProfileSave writes the whole profile to a file.
	ProfileText = Request[ProfileTextParams, ProfileTextResult]{"profile/text"}
	ProfileSave = Request[ProfileSaveParams, ProfileSaveResult]{"profile/save"}
	// ProfileHotspots answers the functions of one source file that deserve a mark.
	ProfileHotspots = Request[ProfileHotspotsParams, ProfileHotspotsResult]{"profile/hotspots"}
	// ProfileLocation answers where a function's source is today.
	ProfileLocation = Request[ProfileLocationParams, ProfileLocationResult]{"profile/location"}
)

// The requests and notifications that the server sends.
var (
	// Progress reports on a request whose parameters carried a WorkDoneToken.
	Progress = Notification[ProgressParams]{"$/progress"}
	// LogMessage is a line for the server's log.
	LogMessage = Notification[LogMessageParams]{"window/logMessage"}
	// RunTerminal asks the client to start a command in a terminal, so that the profiled program has a real one. It is sent only
	// to a client that said InitializationOptions.Terminal.
	RunTerminal = Request[RunTerminalParams, None]{"run/terminal"}
	// RunProgress tells, about twice a second, that a run goes on and what it has measured.
	RunProgress = Notification[RunProgressParams]{"run/progress"}
	// RunOutput carries what the program wrote, when it does not run in a terminal.
	RunOutput = Notification[RunOutputParams]{"run/output"}
	// RunEnded tells how a run ended and where its profile is. It is sent exactly once for each run that was started, or
	// named by InitializationOptions.Runs, unless the session ends before the run.
	RunEnded = Notification[RunEndedParams]{"run/ended"}
)
