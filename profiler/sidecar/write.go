package sidecar

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
)

// Write writes the sidecar, an entry a line. It must be one that Read takes: counts known and not negative, times finite.
func (s *Sidecar) Write(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	fmt.Fprintf(out, `{"version":%d,"functions":[`, Version)
	for i := range s.Functions {
		f := &s.Functions[i]
		entry := wireFunction{&f.File, &f.Line, &f.Name, f.QualifiedName, f.End, f.Def, wire(&f.Figures)}
		if err := writeEntry(out, i, entry); err != nil {
			return fmt.Errorf("function %d of a sidecar: %w", i, err)
		}
	}
	out.WriteString("\n],\"edges\":[")
	for i := range s.Edges {
		e := &s.Edges[i]
		if e.Caller < 0 || e.Caller >= len(s.Functions) || e.Callee < 0 || e.Callee >= len(s.Functions) {
			return fmt.Errorf("edge %d of a sidecar: it joins functions %d and %d of %d", i, e.Caller, e.Callee, len(s.Functions))
		}
		if err := writeEntry(out, i, wireEdge{&e.Caller, &e.Callee, wire(&e.Figures)}); err != nil {
			return fmt.Errorf("edge %d of a sidecar: %w", i, err)
		}
	}
	out.WriteString("\n]")
	if s.Costs.Known() {
		costs, err := json.Marshal(wireCostsOf(s.Costs))
		if err != nil {
			return fmt.Errorf("the overhead of a sidecar: %w", err)
		}
		fmt.Fprintf(out, ",\"overhead\":%s", costs)
	}
	out.WriteString("}\n")
	return out.Flush()
}

func writeEntry(out *bufio.Writer, i int, entry interface{ check() error }) error {
	if err := entry.check(); err != nil {
		return err
	}
	data, err := json.Marshal(entry)
	if err != nil {
		return err
	}
	if i > 0 {
		out.WriteByte(',')
	}
	out.WriteByte('\n')
	_, err = out.Write(data)
	return err
}
