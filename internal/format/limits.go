package format

import "time"

const (
	MaxFile     = 32 << 20       // bytes of a file
	MaxFiles    = 64             // files of one catalog
	MaxDepth    = 16             // levels of nesting
	MaxCodes    = 5000           // codes of a file
	MaxCode     = 80             // characters of a code
	MaxName     = 64             // characters of other names
	MaxTitle    = 80             // characters
	MaxFact     = 80             // characters: a number and its unit, not a sentence
	MaxMessage  = 199            // characters (contract §1)
	MaxWhen     = 300            // characters
	MinWait     = time.Second    // (contract §8)
	MaxWait     = 24 * time.Hour // (contract §8)
	LowestError = 400            // status
	LastError   = 599            // status
)
