"""The doors of the sandbox, shut from inside before a foreign byte is read.

`unshare` gives the process a network of its own with nothing in it. The seccomp filter lets it do no more than compute:
it may read and write what is open already, ask for memory and end. It opens no file, so not even code that a parser's
fault lets in could read the keys. Either one keeps the network out; both are used where the kernel has them.
"""

from __future__ import annotations

import _socket
import ctypes
import errno
import os
import resource
import signal
import struct

MEGABYTE = 1024 * 1024

CLONE_NEWUSER, CLONE_NEWNET, CLONE_NEWIPC = 0x10000000, 0x40000000, 0x08000000
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 1, 38, 22
SECCOMP_MODE_FILTER = 2
KILL, REFUSE, ALLOW = 0x80000000, 0x00050000 | errno.EPERM, 0x7FFF0000

# Name, and its number on x86_64 and on aarch64; -1 where that machine has no such call.
CALLS = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "lseek": (8, 62),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "brk": (12, -1),
    "brk_arm": (-1, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "pread64": (17, 67),
    "readv": (19, 65),
    "writev": (20, 66),
    "poll": (7, -1),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "nanosleep": (35, 101),
    "getpid": (39, 172),
    "exit": (60, 93),
    "uname": (63, 160),
    "getcwd": (79, 17),
    "getrusage": (98, 165),
    "sysinfo": (99, 179),
    "times": (100, 153),
    "sigaltstack": (131, 132),
    "gettid": (186, 178),
    "futex": (202, 98),
    "sched_getaffinity": (204, 123),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "getrandom": (318, 278),
    "membarrier": (324, 283),
    "rseq": (334, 293),
}
# The machine's name, its mark in the filter, and its column above.
MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}


def bound(seconds: int, megabytes: int) -> None:
    """Memory, time, files and processes have an end, whatever is read."""
    space = megabytes * MEGABYTE
    for what, most in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))
    os.nice(10)


def leave_network() -> bool:
    """A network of our own, with no way out and not even a loopback that is up."""
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC) == 0


def end_with_parent() -> None:
    """No child of the one who asked outlives it, and none is made here."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def forbid_calls() -> bool:
    """From here on the kernel answers every call that is not in the list with "not permitted"."""
    known = MACHINES.get(os.uname().machine)
    if known is None:
        return False
    program = _program(*known)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    held = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(held))
    filled = ctypes.create_string_buffer(head, len(head))
    return (
        libc.prctl(
            PR_SET_SECCOMP,
            SECCOMP_MODE_FILTER,
            ctypes.c_void_p(ctypes.addressof(filled)),
            0,
            0,
        )
        == 0
    )


def is_shut() -> bool:
    """Tried, not believed: neither a socket of ours nor this machine's own loopback may be had."""
    try:
        own = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    except OSError as refusal:
        return refusal.errno in {errno.EPERM, errno.EACCES}
    own.settimeout(0)
    answer = own.connect_ex(("127.0.0.1", 9))
    own.close()
    return answer in {errno.ENETUNREACH, errno.EPERM, errno.EACCES}


def _program(machine: int, column: int) -> bytes:
    """The filter: another machine's calls end the process, listed ones pass, all others are refused."""
    numbers = [row[column] for row in CALLS.values() if row[column] >= 0]
    lines = [
        (0x20, 0, 0, 4),  # load the machine's mark
        (0x15, 1, 0, machine),
        (0x06, 0, 0, KILL),
        (0x20, 0, 0, 0),  # load the call's number
        *(
            (0x15, len(numbers) - place, 0, number)
            for place, number in enumerate(numbers)
        ),
        (0x06, 0, 0, REFUSE),
        (0x06, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
