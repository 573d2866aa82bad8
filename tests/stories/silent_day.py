"""Runs commands of the product one after the other and tells of every socket that they opened.

``python silent_day.py DATA COMMANDS``, the commands as JSON lists. Python's own doors are watched
by its audit hook, from before the product is loaded; what libraries in C open, Qt among them, is
looked up in the tables of the system while a window is open. A name is ``AF_INET``: a socket
between threads of one process, or to the display, speaks to no network.
"""

import json
import sys
import threading
from pathlib import Path

OPENED = []
WATCHED = {"socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname",
           "socket.sendto"}  # fmt: skip
NETWORK = {2, 10}  # IPv4 and IPv6
TABLES = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")


def watch(event, arguments):
    if (event == "socket.__new__" and int(arguments[1]) in NETWORK) or (
        event in WATCHED and not (arguments and getattr(arguments[0], "family", 2) not in NETWORK)
    ):
        OPENED.append(f"{event} {arguments[1:]}")


def network_sockets():
    """Return this process's sockets that the system lists as those of a network."""
    inodes = set()
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            inodes.add(str(descriptor.readlink()).removeprefix("socket:[").removesuffix("]"))
        except OSError:
            continue
    tables = [Path(f"/proc/self/net/{table}").read_text("ascii") for table in TABLES]
    lines = [line for table in tables for line in table.splitlines()]
    return [line for line in lines if line.split()[9] in inodes]


def look(stop):
    while not stop.wait(0.05):
        OPENED.extend(f"system: {line.strip()}" for line in network_sockets())


def main(data, commands):
    sys.addaudithook(watch)
    from app.__main__ import run  # noqa: PLC0415 - watched from its first line on

    stop = threading.Event()
    looking = threading.Thread(target=look, args=(stop,))
    looking.start()
    statuses = []
    try:
        statuses += [run(["--data", data, "--json", *one]) for one in json.loads(commands)]
    finally:
        stop.set()
        looking.join()
    control = len(OPENED)
    import socket  # noqa: PLC0415 - not before the product itself

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # a datagram socket that sends nothing
        seen = bool(network_sockets())
    told = {"opened": OPENED[:control], "statuses": statuses,
            "control": [len(OPENED) - control, seen]}  # fmt: skip
    Path(data, "silent.json").write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
