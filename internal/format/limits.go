package format

import (
	"time"

	"github.com/asterwise/errcat/internal/limits"
)

const (
	MaxFile     = 32 << 20       // bytes of a file
	MaxFiles    = 64             // files of one catalog
	MaxDepth    = 16             // levels of nesting
	MaxCodes    = 5000           // codes of a file
	MaxCode     = limits.Code    // characters of a code
	MaxName     = 64             // characters of other names
	MaxTitle    = 80             // characters
	MaxFact     = 80             // characters: a number and its unit, not a sentence
	MaxMessage  = limits.Message // characters
	MaxWhen     = 300            // characters
	MinWait     = time.Second
	MaxWait     = limits.RetryAfter
	LowestError = 400 // status
	LastError   = 599 // status
)
