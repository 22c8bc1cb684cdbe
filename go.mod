module tottime

go 1.26.0

require (
	github.com/alecthomas/kong v1.17.0
	github.com/spf13/afero v1.15.0
)

require github.com/adrg/xdg v0.5.3

require (
	github.com/google/go-cmp v0.7.0
	github.com/google/pprof v0.0.0-20260906184651-6331bc6350fe
	github.com/sourcegraph/jsonrpc2 v0.2.3
	golang.org/x/sys v0.49.0
	golang.org/x/text v0.28.0
)
