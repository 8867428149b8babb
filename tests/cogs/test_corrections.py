"""A claim's label fits into a choice whatever the claim is; the trail fits into a message and is harmless in it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.claims import Kind, Ratio
from bot.domain.corrections import Action, AuditEntry, Side
from bot.domain.names import ModelName
from bot.ledger.trail import ENTRIES_ON_A_PAGE, TrailPage
from cogs.views.corrections import claim_label
from cogs.views.trail import TrailView
from tests.claims import NOW, V3, claim, source, sourced


def test_a_label_tells_the_claim_its_publisher_and_its_day():
    told = sourced(claim(Kind.RATIO, Ratio.COST, 0.27, baseline=V3), source("DeepSeek"))
    assert claim_label(told) == "DeepSeek-V4-Pro · cost 0.27× DeepSeek-V3.2 — DeepSeek, 22 Nov"
    undated = replace(told, source=replace(told.source, dated_at=None))
    assert claim_label(undated).endswith("— DeepSeek")


@given(st.text(min_size=1, max_size=200), st.text(max_size=200))
def test_a_label_is_never_longer_than_a_choice(name: str, publisher: str):
    told = sourced(claim(Kind.RATIO, Ratio.COST, 0.27, subject=ModelName(name=name)))
    assert len(claim_label(replace(told, source=replace(told.source, publisher=publisher)))) <= 100


def test_a_page_of_long_hostile_entries_fits_into_a_message_and_mentions_nobody():
    words = "@everyone **bold** " * 40
    entry = AuditEntry(
        id=1,
        at=NOW,
        user_id=7,
        action=Action.CORRECT,
        target="claim 1",
        label=words,
        before=Side(words=words, state=None),
        after=Side(words=words, state=None),
        reason=words,
    )
    entries = tuple(replace(entry, id=number) for number in range(ENTRIES_ON_A_PAGE))
    view = TrailView(TrailPage(entries=entries, page=0, pages=2, count=9, hidden=1, corrected=2, names=3))
    shown = "\n".join(getattr(item, "content", "") for item in view.walk_children())
    assert "did not fit" not in shown
    assert "@everyone" not in shown
    assert "**bold**" not in shown
    assert view.content_length() <= 4000
