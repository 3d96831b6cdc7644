"""Ctrl-C that waits until a few steps are done."""

from __future__ import annotations

import signal
import threading

import pytest

from estate_xl.files.interrupts import ignore_interrupts, uninterrupted


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def test_it_comes_after_the_block() -> None:
    done = []

    def work() -> None:
        with uninterrupted():
            press()
            with uninterrupted():
                press()
            done.append("all")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["all"]
    with pytest.raises(KeyboardInterrupt):
        press()


def test_an_error_of_the_block_comes_first() -> None:
    def work() -> None:
        with uninterrupted():
            press()
            msg = "own"
            raise ValueError(msg)

    with pytest.raises(ValueError, match="own"):
        work()


def test_it_may_be_forgotten() -> None:
    with uninterrupted(forgets=True):
        press()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ignored_from_now_on() -> None:
    ignore_interrupts()
    try:
        press()
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def test_other_threads_are_never_interrupted() -> None:
    done = []

    def work() -> None:
        with uninterrupted():
            ignore_interrupts()
            done.append("work")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["work"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
