"""The command.

python -m bench [NAME...]                  measure (all, or those named) and hold the figures against bench/scores.json
python -m bench [NAME...] --update         the same, and raise the floors to what was measured
    --allow-regression REASON              lets --update lower a floor or accept another corpus; the reason is kept in the file
python -m bench failures NAME              gold against what was read, text by text, from the last readings (not for copying)
python -m bench profile                    what each stage costs, in microseconds a token
python -m bench table                      the pinned figures as rows for docs/method.md

Exit codes: 0 every figure holds, 1 a figure fell or a corpus changed, 2 usage. Measures whose corpus is not there are skipped;
the last line counts them. The corpora lie in ../shared beside the repository, or where SAYSO_SHARED says.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from bench.corpora import OUT
from bench.failures import LISTINGS, print_failures
from bench.floors import SCORES, Outcome, compare, load_pins, raise_floors, save_pins
from bench.measures import MEASURES, Result, absent, measured


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    os.environ["SAYSO_DATA"] = str(OUT / "no-imports")  # what somebody imported for himself is measured on demand alone
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["profile"]:
        from bench.stages import print_profile

        return print_profile()
    if words[:1] == ["table"]:
        return _table()
    if words[:1] == ["failures"]:
        return _failures(words[1:])
    return _bench(_parser().parse_args(words))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", metavar="REASON")
    return parser


def _bench(options: argparse.Namespace) -> int:
    unknown = set(options.names) - set(MEASURES)
    if unknown or (options.allow_regression is not None and not options.allow_regression.strip()):
        print(f"no such measure: {', '.join(sorted(unknown))}" if unknown else "give a reason", file=sys.stderr)
        return 2
    results: list[Result] = []
    skipped: list[str] = []
    for name in options.names or MEASURES:
        if (where := absent(name)) is not None:
            print(f"\nSKIPPED {name}: {where} is not there", flush=True)
            skipped.append(name)
            continue
        results.append(measured(name))
        _print(results[-1], compare(load_pins(), results[-1]))
    return _close(results, skipped, options)


def _close(results: list[Result], skipped: list[str], options: argparse.Namespace) -> int:
    pins = load_pins()
    refused = [] if not options.update else raise_floors(pins, results, options.allow_regression)
    if options.update and not refused:
        save_pins(pins)
        print(f"\nfloors written to {SCORES.name}")
    faults = refused or ([] if options.update else [f for r in results for f in compare(pins, r).faults])
    for fault in faults:
        print(f"FELL {fault}")
    unseen = f"; SKIPPED {len(skipped)}: {', '.join(skipped)}" if skipped else ""
    print(f"\n{len(results)} measured, {len(faults)} fell{unseen}")
    return 1 if faults else 0


def _print(result: Result, outcome: Outcome) -> None:
    print(f"\n{result.name}: {result.about} ({result.seconds:.0f} s)")
    for name, value in result.figures.items():
        pin = outcome.pinned.get(name)
        print(f"  {name:34}{_cell(value):>12}   {'' if pin is None else pin}", flush=True)


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)


def _table() -> int:
    for name, pin in load_pins()["measures"].items():
        for figure, value in pin["figures"].items():
            print(f"| `{name}.{figure}` | {value} |")
    return 0


def _failures(words: list[str]) -> int:
    if len(words) != 1 or words[0] not in LISTINGS:
        print(f"usage: python -m bench failures {'|'.join(LISTINGS)}", file=sys.stderr)
        return 2
    return print_failures(words[0])


if __name__ == "__main__":
    sys.exit(main())
