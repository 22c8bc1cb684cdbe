package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"

	"tottime/protocol"
)

// refusal is why a message is not a JSON-RPC message, with the id that the answer must bear; a response gets no answer and has none.
type refusal struct {
	code protocol.ErrorCode
	err  error
	id   json.RawMessage
}

func (r *refusal) Error() string { return r.err.Error() }

// envelope is what tells a request from a notification and a response.
type envelope struct {
	ID     json.RawMessage `json:"id"`
	Method *string         `json:"method"`
}

var null = json.RawMessage("null")

// check says what is wrong with a message that jsonrpc2 would take for the end of the connection, or answer under another id.
func check(text []byte) *refusal {
	if !json.Valid(text) {
		return &refusal{protocol.CodeParseError, errors.New("the message is not JSON"), null}
	}
	if text = bytes.TrimSpace(text); text[0] != '{' {
		return &refusal{protocol.CodeInvalidRequest, errors.New("the message is not a JSON object; batches are not supported"), null}
	}
	var e envelope
	if err := json.Unmarshal(text, &e); err != nil {
		return &refusal{protocol.CodeInvalidRequest, errors.New("the method of a message is a string"), idOf(text)}
	}
	if e.Method != nil && !validID(e.ID) {
		return &refusal{protocol.CodeInvalidRequest, errors.New("the id of a request is a string or an integer from 0"), idOf(text)}
	}
	return nil
}

// validID says whether jsonrpc2 can send the id back as it came. It keeps numbers as uint64 and reads them through int64.
func validID(id json.RawMessage) bool {
	if len(id) == 0 || id[0] == '"' || bytes.Equal(id, null) {
		return true
	}
	_, err := strconv.ParseUint(string(id), 10, 63)
	return err == nil
}

// idOf is the id under which a refusal of the message is sent: its own when it asks for an answer, null when that cannot be told, and
// nothing for a response.
func idOf(text []byte) json.RawMessage {
	var m map[string]json.RawMessage
	if err := json.Unmarshal(text, &m); err != nil {
		return null
	}
	if _, ok := m["method"]; !ok && (m["result"] != nil || m["error"] != nil) {
		return nil
	}
	if id := m["id"]; len(id) > 0 && (id[0] == '"' || id[0] == '-' || id[0] >= '0' && id[0] <= '9') {
		return id
	}
	return null
}

// refuse answers a message that cannot be understood. jsonrpc2 knows no null ids, so the answer is written past it.
func (s *stream) refuse(r *refusal) error {
	if r.id == nil {
		return nil
	}
	type failure struct {
		Code    protocol.ErrorCode `json:"code"`
		Message string             `json:"message"`
	}
	return s.WriteObject(struct {
		JSONRPC string          `json:"jsonrpc"`
		ID      json.RawMessage `json:"id"`
		Error   failure         `json:"error"`
	}{"2.0", r.id, failure{r.code, r.Error()}})
}
