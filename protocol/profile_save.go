package protocol

// TextFormat is what rows can be copied as.
type TextFormat string

// The formats of text.
const (
	// TextPstats: as pstats prints them.
	TextPstats TextFormat = "pstats"
	// TextMarkdown: a table in Markdown (GitHub's).
	TextMarkdown TextFormat = "markdown"
	// TextCSV: comma-separated values as in RFC 4180, with a header, times in seconds.
	TextCSV TextFormat = "csv"
)

// ProfileTextParams ask for rows of the table as text.
type ProfileTextParams struct {
	Profile string     `json:"profile"`
	Format  TextFormat `json:"format"`
	// Functions are the ids of those wanted, in their order. Without any, it is all that Filter keeps, in the order of Sort.
	Functions List[string]     `json:"functions,omitempty"`
	Sort      List[SortColumn] `json:"sort"`
	Filter    Filter           `json:"filter"`
	// Limit is the greatest number of rows; 0 is no limit.
	Limit int `json:"limit,omitempty"`
	// StripDirectories leaves the directories of files out.
	StripDirectories bool `json:"stripDirectories,omitempty"`
	// Corrected adds the corrected times to Markdown and CSV, where the profile has them.
	Corrected bool `json:"corrected,omitempty"`
}

// ProfileTextResult is rows as text.
type ProfileTextResult struct {
	Text string `json:"text"`
	// Rows is the number of rows in it, Matching the number that there would be without a limit. A text ends after about 32 MB.
	Rows     int `json:"rows"`
	Matching int `json:"matching"`
}

// SaveFormat is what a profile can be saved as.
type SaveFormat string

// The formats of files.
const (
	// SavePstats: a .stats file, which pstats and other tools read, and the sidecar beside it where there is more to say. One that is there and has nothing to
	// say any more is removed.
	SavePstats SaveFormat = "pstats"
	// SaveCSV: all functions as comma-separated values.
	SaveCSV SaveFormat = "csv"
	// SaveJSON: what "tottime stats --json --accurate" prints.
	SaveJSON SaveFormat = "json"
)

// ProfileSaveParams ask to write an open profile to a file, in place of one that is there.
type ProfileSaveParams struct {
	Profile string     `json:"profile"`
	Format  SaveFormat `json:"format"`
	// Path is absolute.
	Path string `json:"path"`
}

// ProfileSaveResult is what has been written.
type ProfileSaveResult struct {
	// Paths are the files, the one that was asked for first.
	Paths List[string] `json:"paths"`
	// Notes are sentences on what these files do not say of the profile.
	Notes List[string] `json:"notes"`
}
