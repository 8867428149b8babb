"""The one place where alerts are put into words for the outbox."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.briefing.alerted import AlertReader
from bot.client import Services
from bot.domain.schedules import Composed, Page
from bot.domain.watches import Alert, Outlet
from cogs.answering.sending import AskButton, WhySelect, code_of
from cogs.views.alerts import render_alert, render_alerts
from cogs.views.answers import Answer
from cogs.views.layout import AnswerView


async def alert_for(
    reader: AlertReader, services: Services, outlet: Outlet, alerts: Sequence[Alert]
) -> Composed | None:
    """These alerts as one message; None where the guild may see nothing of them any more."""
    told = await reader.read(outlet.guild_id, alerts)
    if not told:
        return None
    shown = render_alert(told[0]) if len(alerts) == 1 else render_alerts(told)
    # What stands in a direct message would be asked for in no server's name, so it has no buttons that ask.
    rows = await _rows(services, shown) if outlet.user_id is None else []
    components: list[dict[str, Any]] = AnswerView(shown, rows).to_components()  # type: ignore[no-untyped-call]
    return Composed(title="Alert", pages=(Page(components=tuple(components)),))


async def _rows(services: Services, shown: Answer) -> list[ui.ActionRow[Any]]:
    rows: list[ui.ActionRow[Any]] = [ui.ActionRow(WhySelect.of(shown.figures))] if shown.figures else []
    buttons = [AskButton(await code_of(services, each.query), each.label) for each in shown.follow_ups]
    return [*rows, ui.ActionRow(*buttons)] if buttons else rows
