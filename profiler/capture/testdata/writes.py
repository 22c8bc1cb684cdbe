"""Writes letters of many scripts and raw bytes."""

import sys

sys.stdout.reconfigure(encoding="utf-8") if hasattr(sys.stdout, "reconfigure") else None
for text in ("ascii", "é", "\u6f22\u5b57", "\U0001f40d"):
    try:
        print(text)
    except UnicodeEncodeError:
        print(ascii(text))
sys.stdout.flush()
sys.stdout.buffer.write(bytes(range(256)))
sys.stdout.buffer.flush()
sys.stderr.write("to standard error, no line end")
