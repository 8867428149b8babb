"""Corrections as plain data: what the database keeps of them, and what the trail brings them back from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.claims import Bound
from bot.domain.corrections import NOTHING, Correction, Instead, Json, OwnName
from bot.domain.names import ClassName, LabName, ModelName, Named

State = dict[str, Any]


def correction_state(correction: Correction | None) -> State | None:
    """A correction as data; None where nothing is in force."""
    if correction is None:
        return None
    return {
        "hidden": correction.hidden,
        "instead": instead_state(correction.instead),
        "reason": correction.reason,
        "by": correction.by,
        "at": correction.at.isoformat(),
    }


def correction_of(state: Json | None) -> Correction | None:
    """The correction that was written so."""
    if state is None:
        return None
    return Correction(
        hidden=state["hidden"],
        instead=instead_from(state["instead"]),
        reason=state["reason"],
        by=state["by"],
        at=datetime.fromisoformat(state["at"]),
    )


def instead_state(instead: Instead) -> State | None:
    """What stands in place of a claim's fields, as data: only what does."""
    given: State = {"value": instead.value, "metric": instead.metric, "hedged": instead.hedged}
    given["bound"] = instead.bound and instead.bound.value
    given["no_baseline"] = instead.no_baseline or None
    given["subject"] = instead.subject and _named_state(instead.subject)
    given["baseline"] = instead.baseline and _named_state(instead.baseline)
    return {key: value for key, value in given.items() if value is not None} or None


def instead_from(state: Json | None) -> Instead:
    """What was written so."""
    if state is None:
        return NOTHING
    return Instead(
        value=state.get("value"),
        metric=state.get("metric"),
        subject=_named_from(state.get("subject")),
        baseline=_named_from(state.get("baseline")),
        no_baseline=state.get("no_baseline", False),
        bound=Bound(state["bound"]) if "bound" in state else None,
        hedged=state.get("hedged"),
    )


def own_name_state(own: OwnName | None) -> State | None:
    """A guild's own name as data; None where it has none."""
    if own is None:
        return None
    return {
        "name": own.name,
        "means": own.means and _named_state(own.means),
        "apart_from": own.apart_from and _named_state(own.apart_from),
    }


def own_name_of(state: Json | None) -> OwnName | None:
    """The name that was written so."""
    if state is None:
        return None
    return OwnName(name=state["name"], means=_model_from(state["means"]), apart_from=_model_from(state["apart_from"]))


def _named_state(name: Named) -> State:
    if isinstance(name, ModelName):
        return {"model": name.name, "lab": name.lab}
    if isinstance(name, LabName):
        return {"lab": name.id, "name": name.name}
    return {"class": name.name}


def _named_from(state: Mapping[str, Any] | None) -> Named | None:
    if state is None:
        return None
    if "class" in state:
        return ClassName(name=state["class"])
    if "name" in state:
        return LabName(id=state["lab"], name=state["name"])
    return _model_from(state)


def _model_from(state: Mapping[str, Any] | None) -> ModelName | None:
    return ModelName(name=state["model"], lab=state["lab"]) if state else None
