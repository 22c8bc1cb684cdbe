package server

import "tottime/protocol"

// progress begins to report on a request, titled so, and returns what ends the report. Without a token both do nothing.
func (s *session) progress(token *protocol.ProgressToken, title string) (end func()) {
	if token == nil {
		return func() {}
	}
	report := func(value protocol.WorkDoneProgress) {
		notify(s, protocol.Progress, protocol.ProgressParams{Token: *token, Value: value})
	}
	report(protocol.WorkDoneProgress{Kind: protocol.ProgressBegin, Title: title})
	return func() { report(protocol.WorkDoneProgress{Kind: protocol.ProgressEnd}) }
}
