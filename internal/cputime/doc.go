// Package cputime reads the CPU time that this process has used. Benchmarks and
// the tests that bound the cost of a page measure with it, because wall time
// says little on a machine that is shared with other programs.
package cputime
