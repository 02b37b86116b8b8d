"""People at work in an installation, until standard input ends: each line printed is a row that was acknowledged."""

from __future__ import annotations

import sys
import threading
from itertools import count

import django

PEOPLE = 4


def work(number: int, stop: threading.Event) -> None:
    from akker.networks import actions as networks
    from akker.networks.models import Network
    from akker.people import clock

    network = Network.objects.get(slug="dementie-thuis")
    for turn in count():
        if stop.is_set():
            return
        name, now = f"Writer {number} turn {turn}", clock.now()
        person = networks.find_person(name=name, email="", language="nl", time_zone="Europe/Amsterdam")
        networks.add(network=network, person=person, by=None, now=now, ring="second_ring")
        # One write with its end of line: print() makes two, and four threads would share a line.
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()


def main() -> None:
    django.setup()
    stop = threading.Event()
    threads = [threading.Thread(target=work, args=(number, stop)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    stop.set()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
