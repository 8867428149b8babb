"""The button under a Why answer that reports a mistake: for managers a form that mends the claim, for others who can.

Below cogs.views.layout, which shows it, so it knows nothing of that module's messages.
"""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.domain.announcements import PUBLIC, SourcedClaim
from bot.errors import GapwatchError
from bot.ledger.mending import Mended
from bot.ledger.questions import NUMBERS
from bot.ledger.typedclaims import COMPARING, Wish
from bot.ledger.wording import name_of, value_words
from cogs.views.corrections import render_mended
from cogs.views.interactions import Interaction, guarded, guild_of, require_manager
from cogs.views.text import cut

FORM_SECONDS = 15 * 60
HIDE, CORRECT = "hide", "correct"


class OnlyManagers(GapwatchError):
    """A mistake was reported by somebody who may not mend it."""

    next_step = (
        "Tell one of them: they can hide or correct the claim with this button, `/claim hide` or `/claim correct`."
    )


class ReportButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:report:(?P<claim>[0-9]+)"):
    """Opens the form that mends the claim that a Why answer explains."""

    def __init__(self, claim_id: int) -> None:
        custom_id = f"gapwatch:report:{claim_id}"
        super().__init__(ui.Button(label="Report a mistake", custom_id=custom_id, style=discord.ButtonStyle.secondary))
        self.claim_id = claim_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls(int(match["claim"]))

    async def callback(self, interaction: Any) -> None:
        """Open the form, or say who can mend it."""
        await guarded(interaction, self._report)

    async def _report(self, interaction: Interaction) -> None:
        if guild_of(interaction) == PUBLIC or not interaction.permissions.manage_guild:
            raise OnlyManagers("Mistakes are mended by those who have the permission Manage Server.")
        mending = interaction.client.services.mending
        sourced = await mending.find(guild_of(interaction), str(self.claim_id))
        await interaction.response.send_modal(MistakeForm(sourced))


class MistakeForm(ui.Modal):
    """What is wrong with a claim, and what it should say."""

    def __init__(self, sourced: SourcedClaim) -> None:
        super().__init__(title="Report a mistake", timeout=FORM_SECONDS)
        claim = sourced.claim
        self._claim_id = sourced.id
        self._act = ui.Select[Self](
            custom_id="act",
            options=[
                discord.SelectOption(label="Hide it: it is no claim, or not of this", value=HIDE),
                discord.SelectOption(label="Correct it: it says something else", value=CORRECT),
            ],
        )
        self._value = _field("value", value_words(claim), 60)
        self._subject = _field("subject", claim.subject.name, 100)
        self._baseline = _field("baseline", name_of(claim.baseline), 100)
        self._reason = _field("reason", "", 300)
        self.add_item(ui.Label(text="What is to be done", component=self._act))
        if claim.kind in NUMBERS:
            self.add_item(
                ui.Label(text="The right value", description="27%, 0.27x, $2.50, 1.6T", component=self._value)
            )
        self.add_item(ui.Label(text="The model or lab that it is about", component=self._subject))
        if claim.kind in COMPARING:
            self.add_item(
                ui.Label(text="What it is compared with", description="- for nothing", component=self._baseline)
            )
        self.add_item(ui.Label(text="Why", component=self._reason))

    async def on_submit(self, interaction: Any) -> None:
        """Mend the claim, and say so to who did it."""
        await guarded(interaction, self._mend)

    async def _mend(self, interaction: Interaction) -> None:
        require_manager(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        mended = await self._mended(interaction)
        shown = render_mended(mended)
        view = ui.LayoutView(timeout=None)
        for text in (*shown.texts, shown.small_print):
            view.add_item(ui.TextDisplay(text))
        await interaction.followup.send(view=view)

    async def _mended(self, interaction: Interaction) -> Mended:
        mending, guild_id, user_id = interaction.client.services.mending, guild_of(interaction), interaction.user.id
        reason = self._reason.value.strip()
        if self._act.values == [HIDE]:
            return await mending.hide(guild_id, self._claim_id, reason=reason, user_id=user_id)
        wish = Wish(
            value=self._value.value.strip() or None,
            subject=self._subject.value.strip() or None,
            baseline=self._baseline.value.strip() or None,
        )
        return await mending.correct(guild_id, self._claim_id, wish, reason=reason, user_id=user_id)


def _field(name: str, now: str, longest: int) -> ui.TextInput[Any]:
    placeholder = cut(f"now: {now}", 100) if now else None
    return ui.TextInput(custom_id=name, placeholder=placeholder, required=False, max_length=longest)
