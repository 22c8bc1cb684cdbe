package protocol_test

import (
	"encoding/json"

	"tottime/protocol"
)

// examples has a value of every type that is sent by itself, each field set.
var examples = []any{
	protocol.InitializeParams{
		ProcessID:  4711,
		ClientInfo: &protocol.ClientInfo{Name: "Visual Studio Code", Version: "1.99.0"},
		InitializationOptions: &protocol.InitializationOptions{
			ProtocolVersion: protocol.Version, Terminal: true, Trusted: true, RunsFolder: "/home/user/runs",
			Runs: protocol.List[string]{"2026-02-03T04-05-06-shop"}, RunsLimit: &protocol.RunsLimit{Count: 100, Bytes: 1 << 30},
		},
	},
	protocol.InitializeResult{ServerInfo: protocol.ServerInfo{Name: "tottime", Version: "0.1.0"}, ProtocolVersion: protocol.Version},
	protocol.CancelParams{ID: decode[protocol.RequestID](`7`)},
	protocol.ErrorData{Path: "/home/user/main.stats"},
	protocol.LogMessageParams{Type: protocol.MessageWarning, Message: "line"},
	protocol.ProgressParams{
		Token: decode[protocol.ProgressToken](`"open-1"`),
		Value: protocol.WorkDoneProgress{Kind: protocol.ProgressReport, Title: "Reading", Message: "main.stats", Percentage: 50},
	},

	protocol.PythonListParams{Path: "/usr/bin/python3", Folders: folders, WorkDoneToken: token},
	protocol.PythonListResult{Interpreters: protocol.List[protocol.Interpreter]{interpreter}, Problems: problems},

	protocol.RunStartParams{
		Target: wholeTarget, Python: "/usr/bin/python3", WorkingDirectory: "/home/user", Folders: folders,
		EnvFile: "/home/user/.env", Environment: map[string]string{"SHOP": "open"}, Profiler: protocol.ProfilerProfile,
		Options: &protocol.RunOptions{
			NoBuiltins: true, NoSubcalls: true, NoChildren: true, Only: "Basket.total", Imports: true, TimeLimit: 1.5, Repeat: 3,
			ProfilerClass: "clocks:Profile", Timer: "clocks:ticks", Bias: 1e-06,
		},
	},
	protocol.RunStartResult{Run: "20250102-030405-main", Folder: "/home/user/runs/20250102-030405-main", Interpreter: interpreter},
	protocol.RunStopParams{Run: "20250102-030405-main", Discard: true},
	protocol.RunTerminalParams{
		Run: "20250102-030405-main", Title: "Profile main.py", Command: "/opt/tottime",
		Args: protocol.List[string]{"run", "--quiet"}, WorkingDirectory: "/home/user",
	},
	protocol.RunProgressParams{Run: "20250102-030405-main", Seconds: 1.5, Statistics: &protocol.RunStatistics{
		Functions: 12, Calls: 1200, Self: 1.25, Processes: 2, Threads: 3, SnapshotAge: 0.5,
	}},
	protocol.RunOutputParams{Run: "20250102-030405-main", Stream: protocol.OutputStderr, Text: "Größe: 1\n"},
	protocol.RunEndedParams{
		Run: "20250102-030405-main", Ending: protocol.EndingSignal, ExitCode: 137, Signal: "SIGKILL", Seconds: 2.25,
		Profile: "/home/user/runs/20250102-030405-main/profile.stats", Problems: problems,
	},

	protocol.ProfileOpenParams{Path: "/home/user/main.stats", Run: "20250102-030405-main", Folders: folders, WorkDoneToken: token,
		Add: protocol.List[string]{"/home/user/other.stats"}, Mappings: protocol.List[protocol.PathMapping]{{From: "/app", To: "/home/user/shop"}},
	},
	protocol.ProfileOpenResult{
		Profile: "1", Path: "/home/user/main.stats", Modified: 1735787045.5,
		Functions: 12, Calls: new(1200), PrimitiveCalls: new(1000), Seconds: 2.5,
		Overhead: &protocol.Overhead{PerCall: 1e-07, Seconds: 0.5, Share: 0.2},
		Accuracy: protocol.Accuracy{
			Calls: protocol.GradeUnknown, Self: protocol.GradeEstimated, Cumulative: protocol.GradeAtMost,
			EdgeCalls: protocol.GradeUnknown, EdgeTimes: protocol.GradeAtMost, Paths: protocol.GradeExact,
		},
		Notes: protocol.List[string]{"The times are estimated from samples."}, Problems: problems,
		Run: &protocol.ProfileRun{
			Part:   &protocol.RunPart{PID: 4712, Thread: "2", Name: "Thread-1 (work)"},
			Target: wholeTarget, Name: "shop.py:Basket.total", Python: "CPython 3.13.0", Started: 1735787041.25,
			Running: true, Ending: protocol.EndingSignal, ExitCode: 137, Signal: "SIGKILL", Seconds: 2.25, SnapshotAge: 0.5, Profiler: "cprofile",
			Repeat: &protocol.RunRepeat{
				Runs: 3, Wall: protocol.Spread{Min: 0.5, Median: 0.75, Max: 1}, Profiled: protocol.Spread{Min: 0.25, Median: 0.5, Max: 0.75},
			},
			Git:      &protocol.RunGit{Commit: "0123456789abcdef0123456789abcdef01234567", Dirty: true},
			Overhead: &protocol.RunOverhead{PerCall: 1e-07},
			Processes: protocol.List[protocol.RunProcess]{{
				PID: 4712, Parent: 4711, Command: protocol.List[string]{"python", "shop.py"}, File: "/home/user/runs/1/parts/4712.stats",
				Ended: true, SnapshotAge: 0.5,
				Threads: protocol.List[protocol.RunThread]{{ID: "2", Name: "Thread-1 (work)", File: "/home/user/runs/1/parts/4712-2.stats"}},
			}},
		},
		Files:         protocol.List[protocol.ProfileFile]{{Path: "/home/user/main.stats", Modified: 1735787045.5}},
		Origins:       protocol.List[protocol.OriginTotal]{{Origin: protocol.OriginStandardLibrary, Functions: 7, Self: 0.5, Share: 0.2}},
		Concentration: &protocol.Concentration{Functions: 2, Share: 0.8, Taken: 0.85},
	},
	protocol.ProfileCloseParams{Profile: "1"},
	protocol.ProfileEdgesParams{
		Profile: "1", Path: protocol.List[string]{"3", "4"}, Sort: protocol.List[protocol.SortColumn]{{Key: protocol.SortCalls, Descending: true}}, Offset: 100, Limit: 50,
	},
	protocol.ProfileEdgesResult{
		Function: row,
		Rows: protocol.List[protocol.EdgeRow]{{
			Function: "4", Name: "Basket.add", Builtin: true, File: "/home/user/main.py", Line: 20, Origin: protocol.OriginPackage,
			Calls: new(8), PrimitiveCalls: new(4), Self: new(0.5), Cumulative: new(1.5), SelfPerCall: new(0.0625), CumulativePerCall: new(0.375), Part: new(0.75),
			Corrected: &protocol.CorrectedEdge{Self: 0.25, Cumulative: 1, SelfPerCall: new(0.03125), CumulativePerCall: new(0.25)},
			Estimated: true, Recursive: true, Further: 2,
		}},
		Matching: 101,
	},
	protocol.ProfileIcicleParams{
		Profile: "1", Path: protocol.List[string]{"0", "3"}, Least: 0.001, Levels: 40, Exact: true, Corrected: true, Find: filter,
	},
	protocol.ProfileIcicleResult{
		Seconds: 2.5, Functions: protocol.List[protocol.Row]{row}, Matches: 1,
		Boxes: protocol.List[protocol.IcicleBox]{{
			Function: 1, Parent: 2, Level: 3, Start: 0.25, Width: 0.5, Self: 0.5, Cumulative: 1.25, Estimated: true, Recursive: true, Match: true, Cut: true,
		}},
		Ancestors: protocol.List[protocol.Row]{row},
		Roots:     protocol.List[protocol.IcicleRoot]{{Function: "0", Name: "<module>", File: "/home/user/main.py", Line: 1, Cumulative: 2.5, Share: 1}},
		Estimated: true, Problem: filterProblem,
	},
	protocol.ProfileDiffParams{
		Base: "1", Head: "2", Sort: protocol.List[protocol.DiffColumn]{{Key: protocol.DiffSelfDifference, Descending: true}}, Filter: filter,
		Kinds: protocol.List[protocol.DiffKind]{protocol.DiffSlower}, Tolerance: protocol.DiffTolerance{Seconds: 0.001, Share: 0.05}, Offset: 100, Limit: 50,
	},
	protocol.ProfileDiffResult{
		Rows: protocol.List[protocol.DiffRow]{{
			Kind: protocol.DiffSlower, BaseFunction: "3", HeadFunction: "5", Name: "Basket.total", Builtin: true, File: "/home/user/main.py", Line: 14,
			Origin: protocol.OriginProject, LineBefore: 12, Before: &diffFigures, After: &diffFigures, Difference: diffChange,
		}},
		Matching: 101, Total: protocol.DiffTotal{Before: diffFigures, After: diffFigures, Difference: diffChange, FunctionsBefore: 12, FunctionsAfter: 13},
		Counts: protocol.DiffKindCount{New: 1, Gone: 2, Slower: 3, Faster: 4, Same: 5}, Warnings: problems, Problem: filterProblem,
	},
	protocol.ProfileTextParams{
		Profile: "1", Format: protocol.TextMarkdown, Functions: protocol.List[string]{"3"}, Sort: protocol.List[protocol.SortColumn]{{Key: protocol.SortSelf, Descending: true}},
		Filter: filter, Limit: 10, StripDirectories: true, Corrected: true,
	},
	protocol.ProfileTextResult{Text: "ncalls  tottime", Rows: 10, Matching: 101},
	protocol.ProfileSaveParams{Profile: "1", Format: protocol.SavePstats, Path: "/home/user/shop.stats"},
	protocol.ProfileSaveResult{Paths: protocol.List[string]{"/home/user/shop.stats"}, Notes: protocol.List[string]{"note"}},
	protocol.RunsListParams{Limit: 20},
	protocol.RunsListResult{
		Runs: protocol.List[protocol.SavedRun]{{
			Run: "20250102-030405-main", Profile: "/home/user/runs/20250102-030405-main/profile.stats", Name: "shop.py", Python: "CPython 3.13.0",
			Started: 1735787041.25, Seconds: 2.25, Ending: protocol.EndingExited, Label: "before", Problem: &problems[0],
		}},
		Matching: 101,
	},
	protocol.ProfileRowsParams{
		Profile: "1", Sort: protocol.List[protocol.SortColumn]{{Key: protocol.SortSelfPerCall, Descending: true}},
		Filter: filter, Group: protocol.GroupClass, Within: "2", Offset: 100, Limit: 50,
	},
	protocol.ProfileRowsResult{
		Rows: protocol.List[protocol.Row]{row}, Functions: 120, Self: 0.5, Share: 0.2, Problem: filterProblem,
		Matching: 101,
	},
	protocol.ProfileHotspotsParams{Profile: "1", Path: "/home/user/main.py", Folders: folders},
	protocol.ProfileHotspotsResult{Hotspots: protocol.List[protocol.Hotspot]{{
		Function: "3", Name: "Basket.total", Line: 13, Heat: 4,
		Calls: new(8), PrimitiveCalls: new(4), Self: 0.5, Cumulative: 1.5, SelfPerCall: new(0.0625), CumulativePerCall: new(0.375),
		Share: 0.2, CumulativeShare: 0.6, Corrected: &corrected,
	}}},
	protocol.ProfileLocationParams{Profile: "1", Function: "3", Folders: folders},
	protocol.ProfileLocationResult{Path: "/home/user/main.py", Line: 13, Problem: &problems[0]},
}

var (
	folders     = protocol.List[string]{"/home/user"}
	problems    = protocol.List[protocol.Problem]{{Code: "interpreter-broken", Text: "/opt/python: does not start (exit code 127)."}}
	wholeTarget = protocol.Target{
		Kind: protocol.TargetFunction, Path: "/home/user/shop.py", Module: "shop", Code: "print(1)", Function: "Basket.total",
		FirstLine: 3, LastLine: 5, Test: "test_shop.py::test_total", Args: protocol.List[string]{"3", "name='x'"},
	}
	filter = protocol.Filter{
		Text: "tottime > 10ms basket", MatchCase: true, Regexp: true, Corrected: true, Hidden: protocol.List[protocol.Origin]{protocol.OriginBuiltin}, Top: 0.5,
	}
	filterProblem = &protocol.FilterProblem{Text: "There is no column “totaltime”.", Start: 2, End: 11}
	row           = protocol.Row{
		Function: "3", Group: "2", Functions: 4, Name: "Basket.total", Builtin: true, File: "/home/user/main.py", Line: 12,
		Origin: protocol.OriginProject, Callers: 2, Callees: 3,
		Calls: new(8), PrimitiveCalls: new(4), Self: 0.5, Cumulative: 1.5, SelfPerCall: new(0.0625), CumulativePerCall: new(0.375),
		CumulativeAtMost: true, Share: 0.2, CumulativeShare: 0.6, Corrected: &corrected,
	}
	diffFigures = protocol.DiffFigures{Calls: new(8), PrimitiveCalls: new(4), Self: 0.5, Cumulative: 1.5}
	diffChange  = protocol.DiffChange{
		Calls: new(-2), Self: 0.25, Cumulative: -0.5, CallsPart: new(-0.25), SelfPart: new(1.0), CumulativePart: new(-0.25),
	}
	corrected = protocol.Corrected{
		Self: 0.25, Cumulative: 1, SelfPerCall: new(0.03125), CumulativePerCall: new(0.25), Share: 0.125, CumulativeShare: 0.5,
	}
	interpreter = protocol.Interpreter{
		Path: "/usr/bin/python3", Version: "3.13.0", Implementation: "CPython", Source: protocol.InterpreterPath, Supported: true,
	}
	token = new(decode[protocol.ProgressToken](`42`))
)

// decode reads a value from its JSON.
func decode[T any](text string) (v T) {
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		panic(err)
	}
	return v
}
