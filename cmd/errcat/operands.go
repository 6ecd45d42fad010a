package main

import (
	"errors"
	"flag"
)

// parseOperands reads the arguments of a verb that takes operands, least to most
// of them. Flags may stand before and behind them. Otherwise it is like parse.
func (f *flags) parseOperands(args []string, least, most int) (operands []string, status int, ok bool) {
	for rest := args; ; {
		err := f.Parse(rest)
		switch {
		case errors.Is(err, flag.ErrHelp):
			f.help(f.e.stdout)
			return nil, exitOK, false
		case err != nil:
			f.e.errorf("%s: %s", f.Name(), f.explain(err))
			return nil, exitUsage, false
		}
		if f.NArg() == 0 {
			break
		}
		operands, rest = append(operands, f.Arg(0)), f.Args()[1:]
	}
	switch {
	case len(operands) < least:
		f.e.errorf("%s: %s is missing; run errcat help %s", f.Name(), f.operands, f.Name())
		return nil, exitUsage, false
	case len(operands) > most:
		f.e.errorf("%s: unexpected argument %q; run errcat help %s", f.Name(), operands[most], f.Name())
		return nil, exitUsage, false
	}
	return operands, exitOK, true
}
