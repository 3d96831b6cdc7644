"""What `send` shows before and instead of sending, in the language of the person at the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.deliver.words import Words
from estate_xl.output import visible
from estate_xl.schema import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.schema import Language
    from estate_xl.tasks import Prepared

_STOPPED = Label("沒有發送，{count} 項攔截：", "Not sent; stopped by {count}:")
_WOULD_STOP = Label("會被 {count} 項攔截：", "It would be stopped by {count}:")
_OVERRULED = Label("用 --force 放行了 {count} 項攔截：", "Overruled by --force: {count}:")
_NOTHING_STOPS = Label("沒有攔截，可以發送。", "Nothing stops it.")
_MAY_FORCE = Label("確認要發可加 --force。", "To send it all the same add --force.")
_NOTHING_CHANGED = Label("以上只是預覽，什麼也沒有改動。", "This is a preview; nothing changed.")
_FIELDS = (
    Label("發件人：{value}", "From: {value}"),
    Label("收件人：{value}", "To: {value}"),
    Label("抄送：{value}", "Copies: {value}"),
    Label("主題：{value}", "Subject: {value}"),
)
_ATTACHED = Label("附件：{name}（{size} KB）", "Attached: {name} ({size} KB)")
_KILOBYTE = 1024


def remarks(prepared: Prepared, language: Language) -> Iterator[str]:
    """What was forced, and what the package leaves out."""
    if prepared.overruled:
        yield _OVERRULED.text(language).format(count=len(prepared.overruled))
        yield from (f"  {stop.words.text(language)}" for stop in prepared.overruled)
    if prepared.package is not None:
        yield from (note.text(language) for note in prepared.package.notes)


def refusals(prepared: Prepared, language: Language) -> Iterator[str]:
    """A heading, and a line for each guard that stops it."""
    return _list(_STOPPED, prepared, language)


def preview(prepared: Prepared, language: Language) -> Iterator[str]:
    """All that would go out, and what would stop it."""
    letter = prepared.letter
    to = "; ".join(map(str, letter.to))
    values = (letter.sender, to, "; ".join(map(str, letter.cc)), letter.subject)
    for label, value in zip(_FIELDS, values, strict=True):
        yield visible(label.text(language).format(value=value or "—"))
    for attachment in letter.attachments:
        facts = {
            "name": attachment.safe_name,
            "size": f"{len(attachment.data) / _KILOBYTE:.1f}",
        }
        yield _ATTACHED.text(language).format_map(facts)
    yield ""
    yield from (f"│ {visible(line)}" for line in letter.text.splitlines())
    yield ""
    if prepared.stops:
        yield from _list(_WOULD_STOP, prepared, language)
    else:
        yield _NOTHING_STOPS.text(language)
    yield from remarks(prepared, language)
    yield _NOTHING_CHANGED.text(language)


def _list(heading: Label, prepared: Prepared, language: Language) -> Iterator[str]:
    yield Words(heading, {"count": len(prepared.stops)}).text(language)
    for stop in prepared.stops:
        may = _MAY_FORCE.text(language) if stop.guard.may_be_forced else ""
        between = " " if may and language == "en" else ""
        yield f"  {stop.words.text(language)}{between}{may}"
