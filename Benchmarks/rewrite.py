"""Writes JSON lines again as minimal JSON: standard input to standard output, up to a size.

    CorpusGenerator --count 300000 | rewrite.py BYTES > corpus.jsonl

The generator writes `action_input` with blanks after colons and commas, as many tools do. Regoal keeps a
source's text byte for byte; a Python program that has parsed it can only serialise it again. In minimal
JSON both are the same, and the Python peers can use the fastest serialiser there is.
"""

import sys

import orjson


def main():
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else sys.maxsize
    written = 0
    output = sys.stdout.buffer
    for line in sys.stdin.buffer:
        text = orjson.dumps(orjson.loads(line), option=orjson.OPT_APPEND_NEWLINE)
        output.write(text)
        written += len(text)
        if written >= limit:
            break


if __name__ == "__main__":
    main()
