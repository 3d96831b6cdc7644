"""Texts as people write them: when two are the same, and which known one is nearest.

Not told apart are the width and case of letters, blanks around and inside, marks that nobody sees,
the dashes, the dots within a name, and the two scripts with their variants: 沈　濤 and 沈涛, 峯 and
峰, 臺 and 台, 1棟—2 and 1栋-2. Everything else is: E01 is not E1, nor 1幢 or 1号楼 the same as 1棟.

Whoever compares takes a text that is exactly the same first, and folds what is left over.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from estate_xl.cells import seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from opencc import OpenCC

_LONG_DASHES: Final = re.compile("[—―─]+")
_HAN: Final = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_STOP_IN_NAME: Final = re.compile(f"(?<=[{_HAN}])\\.(?=[{_HAN}])")
_SIGNS: Final = str.maketrans(dict.fromkeys("‐‒–−", "-") | dict.fromkeys("・•‧∙⋅", "·"))
_IS_HAN: Final = re.compile(f"[{_HAN}]")
_CONFIGS: Final = ("tw2s", "hk2s")
_UNKNOWN: Final = (
    "㓰㳽䌽䙓䦆䩄么侭昵渖稆縆缐讬谘迳钜锺镟颚馀鲶麹麺𢧐𢭏𧹒𧹔𩨂𪠽𪨧𪪏𫍝𫍿𫔀𫔭𫔮𫖕𫖸𫗫𫗭𫗯𫛲𫜩𫫇𬞟"
)
_MEANT: Final = (
    "划弥彩摆镢腼么尽暱沈穞緪线托咨径巨钟旋腭余鲇曲面战捣买账骢当仑庐谏谫炼开闲鞲愿糊喂糇雕啮恶苹"
)
"""Of all Han characters those that these two do not know, and what each is: 锺 is 鍾 and so 钟.

OpenCC's s2tw before them would find the same, and load a megabyte of phrases for it.
"""

_NUMBERS: Final = re.compile("[0-9]+")
_MOST_ASKED: Final = 100
MOST_NEAREST: Final = 3
"""More than that are as good as none."""
_FARTHEST: Final = 0.4
_LEAST_LENGTH: Final = 2
_OTHER_SOUND: Final = 60
_GB2312_BY_SOUND: Final = range(0xB0A1, 0xD7FA)


def compact(text: str) -> str:
    r"""The text in one width and case, without blanks; the script stays.

    A blank between two digits stays as one: `1 101` is not room 1101.

    >>> compact(" 沈　濤\n"), compact("ＢＪ０１"), compact("1 棟—2 01"), compact("買·買提")
    ('沈濤', 'bj01', '1棟-2 01', '買·買提')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", seen(text)).translate(_SIGNS)
        text = _STOP_IN_NAME.sub("·", _LONG_DASHES.sub("-", text))
    first, *others = text.casefold().split() or [""]
    for part in others:
        first += f" {part}" if first[-1].isdigit() and part[0].isdigit() else part
    return first


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text as it is compared: compact, and in one script.

    >>> fold("沈　濤") == fold("沈涛"), fold("1棟") == fold("1幢"), fold("E01") == fold("E1")
    (True, False, False)
    """
    plain = compact(text)
    return plain if plain.isascii() else plain.translate(_SCRIPT)


class Spellings:
    """Known texts, asked for the one that a mistyped text is nearest to.

    Nearest is the fewest characters wrong, missing, too many or swapped: one, or two fifths of the
    text. A number within is a thing of its own: a text with other numbers is proposed only where
    nothing with the same ones is near and one character is wrong. Of characters equally near the
    one that sounds alike comes first, as typed by its sound: 陳淨 is 陳靜 before 陳強.
    """

    def __init__(self, known: Iterable[str]) -> None:
        """Take the texts; nothing is worked out before the first question."""
        self._known = known
        self._asked: dict[str, list[str]] = {}

    def nearest(self, text: str) -> list[str]:
        """The texts nearest to that one, as they are spelt; none where more than three are.

        Each text is worked out once, and a hundred of them at most: an office whose thousand
        references all lead nowhere has another trouble than spelling.
        """
        if text not in self._asked:
            if len(self._asked) >= _MOST_ASKED:
                return []
            self._asked[text] = self._find(fold(text))
        return self._asked[text]

    @cached_property
    def _spelt(self) -> dict[str, list[str]]:
        """The spelling of each folded text."""
        found: dict[str, list[str]] = {}
        for text in dict.fromkeys(self._known):
            found.setdefault(fold(text), []).append(text)
        return found

    @cached_property
    def _by_numbers(self) -> dict[tuple[str, ...], list[str]]:
        """Folded texts by the numbers in them."""
        found: dict[tuple[str, ...], list[str]] = {}
        for text in self._spelt:
            found.setdefault(_numbers(text), []).append(text)
        return found

    def _find(self, wanted: str) -> list[str]:
        from rapidfuzz import process  # noqa: PLC0415 - only a text that is nowhere needs it
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - likewise

        pools = (self._by_numbers.get(_numbers(wanted), []), len(wanted)), (list(self._spelt), 1)
        for pool, most in pools:
            near = [
                (wrong, text)
                for text, wrong, _ in process.extract(
                    wanted, pool, scorer=OSA.distance, score_cutoff=most, limit=None
                )
                if _is_near(wanted, text, int(wrong))
            ]
            if near:
                ranked = [(wrong, _sound_between(wanted, text), text) for wrong, text in near]
                best = min(ranked)[:2]
                found = [
                    s for *rank, text in ranked if tuple(rank) == best for s in self._spelt[text]
                ]
                return found if len(found) <= MOST_NEAREST else []
        return []


class _Script(dict[int, str]):
    """The one character that stands for each of its forms in all scripts, worked out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if _IS_HAN.match(char):
            for converter in _converters():
                char = str(converter.convert(char))
        self[code] = char
        return char


_SCRIPT: Final = _Script(zip(map(ord, _UNKNOWN), _MEANT, strict=True))


@cache
def _converters() -> tuple[OpenCC, ...]:
    from opencc import OpenCC  # noqa: PLC0415 - only a Chinese text not found as it is needs it

    return tuple(OpenCC(config) for config in _CONFIGS)


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(number.lstrip("0") for number in _NUMBERS.findall(text))


def _is_near(wanted: str, text: str, wrong: int) -> bool:
    """True if two texts are alike enough for one to be meant by the other."""
    length = max(len(wanted), len(text))
    return wrong <= _FARTHEST * length or (wrong == 1 and length == _LEAST_LENGTH)


def _sound_between(wanted: str, text: str) -> int:
    """Distance of the sounds of two texts, by GB2312's order of sounds."""
    if len(wanted) != len(text):
        return _OTHER_SOUND
    pairs = zip(wanted, text, strict=True)
    return sum(_sound_of_pair(one, other) for one, other in pairs if one != other)


def _sound_of_pair(one: str, other: str) -> int:
    codes = [int.from_bytes(char.encode("gb2312", errors="replace")) for char in (one, other)]
    if any(code not in _GB2312_BY_SOUND for code in codes):
        return _OTHER_SOUND
    return min(abs(codes[0] - codes[1]), _OTHER_SOUND)
