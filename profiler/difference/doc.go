// Package difference compares two profiles function by function.
package difference
