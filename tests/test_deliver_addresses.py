"""Addresses as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.deliver.addresses import (
    MOST_ADDRESSES,
    Address,
    parse_addresses,
    parse_domains,
)
from estate_xl.errors.exceptions import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("typed", "good", "bad"),
    [
        ("", [], []),
        ("a@example.com", ["a@example.com"], []),
        ("a@example.com;b@example.com", ["a@example.com", "b@example.com"], []),
        ("a@example.com；b@example.com、c@x.cn，d@x.cn", None, []),
        ("a@example.com\nb@example.com", ["a@example.com", "b@example.com"], []),
        ("A@example.com; a@Example.com", ["A@example.com"], []),
        ("王 <a@example.com>", ["王 <a@example.com>"], []),
        ('"考核組" <a@example.com>', ["考核組 <a@example.com>"], []),
        ("ａ＠ｅｘａｍｐｌｅ．ｃｏｍ", ["a@example.com"], []),
        ("a@例子.cn", ["a@xn--fsqu00a.cn"], []),
        ("a@@example.com", [], ["a@@example.com"]),
        ("a@example", [], ["a@example"]),
        ("@example.com", [], ["@example.com"]),
        ("王@example.com", [], ["王@example.com"]),
        ("a b@example.com", [], ["a b@example.com"]),
        ("a@-example.com", [], ["a@-example.com"]),
        ("a..b@example.com", [], ["a..b@example.com"]),
        ("<a@example.com", [], ["<a@example.com"]),
        ("a@example.com>\r\nRCPT TO:<x@y.cn>", None, None),
        (f"{'a' * 65}@example.com", [], [f"{'a' * 65}@example.com"]),
        (f"a@{'b' * 64}.com", [], [f"a@{'b' * 64}.com"]),
    ],
)
def test_addresses(typed: str, good: list[str] | None, bad: list[str] | None) -> None:
    found = parse_addresses(typed)
    if good is not None:
        assert [str(address) for address in found.good] == good
    if bad is not None:
        assert found.bad == bad
    for address in found.good:
        assert address.address.isascii()
        assert not set(address.address) & set("<> \r\n\t;,")


def test_domains() -> None:
    typed = "Example.com；@例子.cn, not a domain"
    assert parse_domains(typed) == ["example.com", "xn--fsqu00a.cn", "not a domain"]
    assert Address("a@EXAMPLE.com").domain == "example.com"


def test_a_name_is_encoded_in_headers() -> None:
    assert Address("a@example.com", "王").header == "=?utf-8?b?546L?= <a@example.com>"


@pytest.mark.parametrize("parse", [parse_addresses, parse_domains])
def test_a_hundred_are_taken_and_no_more(parse: Callable[[str], object]) -> None:
    most = [f"a{number}@x{number}.cn" for number in range(MOST_ADDRESSES)]
    parse(";".join(most))
    with pytest.raises(DeliveryError, match=f"{MOST_ADDRESSES + 1} 個.*最多 {MOST_ADDRESSES} 個"):
        parse(";".join([*most, "b@x.cn"]))
