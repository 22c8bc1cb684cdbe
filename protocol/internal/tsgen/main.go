// Command tsgen writes the TypeScript of the wire protocol; go generate runs it in the folder protocol.
package main

import (
	"fmt"
	"os"

	"tottime/protocol/internal/typescript"
)

// output is the generated file, seen from the folder protocol.
const output = "../extension/src/protocol.gen.ts"

func main() {
	if err := generate(); err != nil {
		fmt.Fprintf(os.Stderr, "tsgen: these declarations cannot be sent safely:\n%v\n", err)
		os.Exit(1)
	}
}

func generate() error {
	declarations, err := typescript.Read(os.DirFS("."))
	if err != nil {
		return err
	}
	text, err := declarations.Write()
	if err != nil {
		return err
	}
	return os.WriteFile(output, text, 0o644)
}
