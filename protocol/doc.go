// Package protocol declares every message that the Tottime server and an editor exchange.
//
// The base protocol and the lifecycle are the Language Server Protocol's (JSON-RPC 2.0, Content-Length framing), so that any LSP
// client library can drive the server. Methods of our own are named area/verb.
//
// Rules that hold for every type, and that protocol/internal/tsgen enforces: a list is never null (List), an optional field is omitted
// when it is absent, ids are strings, integers stay below 2^53, times are seconds in a float64, lines are 1-based.
package protocol

//go:generate go run ./internal/tsgen
