package pool

import (
	"math"
	"time"
)

// estimates holds what is known of each class of jobs: the seconds that one unit takes.
type estimates map[string]*estimate

// estimate is a smoothed mean and mean deviation, kept as TCP keeps its round-trip time (RFC 6298, after Jacobson).
type estimate struct {
	mean, deviation float64
	samples         int
}

// The gains of RFC 6298.
const (
	meanGain      = 1.0 / 8
	deviationGain = 1.0 / 4
)

// caution is how many deviations above the mean a job is expected to take: enough that an accepted job rarely comes too
// late, without refusing half of what would have come in time.
const caution = 2

// minSamples is how many jobs of a class must have been measured before an estimate counts. Fewer say little: the first of a class may
// have been the slowest there is, or have run while the process was warming up.
const minSamples = 3

// doubtFactor lowers an estimate that would refuse a job even on an idle pool. Without it, one measurement that was far too
// high would stand for ever, since no job would run to correct it.
const doubtFactor = 0.5

// of returns how long the job is expected to take; 0 for a class of which too little is known.
func (e estimates) of(job Job) time.Duration {
	known, ok := e[job.Class]
	if !ok || known.samples < minSamples {
		return 0
	}
	seconds := float64(job.Units) * (known.mean + caution*known.deviation)
	return time.Duration(min(seconds*float64(time.Second), math.MaxInt64/4))
}

// learn takes in that the job took this long.
func (e estimates) learn(job Job, took time.Duration) {
	perUnit := took.Seconds() / float64(max(job.Units, 1))
	known, ok := e[job.Class]
	if !ok {
		e[job.Class] = &estimate{mean: perUnit, deviation: perUnit / 2, samples: 1}
		return
	}
	known.samples++
	off := perUnit - known.mean
	known.mean += meanGain * off
	known.deviation += deviationGain * (math.Abs(off) - known.deviation)
}

// learnAtLeast takes in that the job was stopped after this long: evidence only if it was expected to take less.
func (e estimates) learnAtLeast(job Job, took time.Duration) {
	if took > e.of(job) {
		e.learn(job, took)
	}
}

// doubt lowers the estimate of the job's class.
func (e estimates) doubt(job Job) {
	if known, ok := e[job.Class]; ok {
		known.mean *= doubtFactor
		known.deviation *= doubtFactor
	}
}
