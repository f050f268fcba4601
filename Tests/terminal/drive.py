"""Drives a program on a pseudo-terminal, as a person would.

Reads one JSON object from standard input: argv, folder, rows, columns, and steps, each
  {"send": TEXT}       types
  {"expect": TEXT}     waits until the program has shown it since the last step that waited
  {"signal": NUMBER}   sends a signal
  {"resize": [ROWS, COLUMNS]}
and prints one: status (negative: the signal that killed it), output, and whether the terminal was
line by line with echo before, during (after the first step that waited) and after.
"""
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

LIMIT = 60.0

job = json.load(sys.stdin)


def is_cooked(terminal):
    flags = termios.tcgetattr(terminal)[3]
    return all(flags & flag for flag in (termios.ICANON, termios.ECHO, termios.ISIG))


def resize(terminal, rows, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


master, slave = pty.openpty()
resize(master, job.get("rows", 24), job.get("columns", 80))
result = {"before": is_cooked(slave), "during": None}
pid = os.fork()
if pid == 0:
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for number in (0, 1, 2):
        os.dup2(slave, number)
    os.closerange(3, 256)
    os.chdir(job["folder"])
    environment = {k: v for k, v in os.environ.items() if not k.startswith("REGOAL_")}
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    os.execve(job["argv"][0], job["argv"], environment)

shown = b""
seen = 0


def look(seconds):
    global shown
    ready, _, _ = select.select([master], [], [], seconds)
    if not ready:
        return
    try:
        shown += os.read(master, 65536)
    except OSError:
        pass


def fail(words):
    os.kill(pid, signal.SIGKILL)
    sys.exit(f"{words}; shown since: {shown[seen:].decode(errors='replace')!r}")


for step in job["steps"]:
    if "send" in step:
        data = step["send"].encode()
        while data:
            data = data[os.write(master, data):]
    elif "signal" in step:
        os.kill(pid, step["signal"])
    elif "resize" in step:
        resize(master, *step["resize"])
        os.kill(pid, signal.SIGWINCH)
    elif "expect" in step:
        wanted = step["expect"].encode()
        end = time.monotonic() + LIMIT
        while shown.find(wanted, seen) < 0:
            if time.monotonic() > end:
                fail(f"'{step['expect']}' never came")
            look(0.2)
        seen = shown.find(wanted, seen) + len(wanted)
        if result["during"] is None:
            result["during"] = is_cooked(slave)

end = time.monotonic() + LIMIT
while True:
    done, status = os.waitpid(pid, os.WNOHANG)
    look(0.05)
    if done:
        break
    if time.monotonic() > end:
        fail("it never ended")
look(0)
result["after"] = is_cooked(slave)
result["status"] = os.waitstatus_to_exitcode(status)
result["output"] = shown.decode(errors="replace")
json.dump(result, sys.stdout)
