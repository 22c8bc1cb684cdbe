module tottime

go 1.26.0

require (
	github.com/alecthomas/kong v1.17.0
	github.com/spf13/afero v1.15.0
)

require golang.org/x/text v0.28.0 // indirect
