"""What became of an announcement's claims when it was read again. Pure: rows and readings are matched by the caller.

A claim's place is what it speaks of (kind, metric, subject, baseline, setting, scope), its figure what it says there.
Two claims at one place with one figure are one claim, however the sentence around it was reworded.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimFace:
    """A claim as far as another can be the same: its place and its figure."""

    place: Hashable
    figure: Hashable


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimChanges:
    """Claims before by their ids, claims after by where they stand in their reading.

    ``same`` and ``changed`` pair an id with the claim that it is now; ``changed`` has another figure at the same place.
    """

    same: tuple[tuple[int, int], ...]
    changed: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    fresh: tuple[int, ...]


def compare_claims(before: dict[int, ClaimFace], after: Sequence[ClaimFace]) -> ClaimChanges:
    """Which claims are still made, which have another figure, which are gone and which are new.

    A figure has changed where one claim of a place went and one came. Where several went or came, nobody can tell which
    became which, so none is said to have.
    """
    same, came = [], []
    left: dict[ClaimFace, list[int]] = defaultdict(list)
    for claim_id in reversed(before):
        left[before[claim_id]].append(claim_id)
    for at, face in enumerate(after):
        if left[face]:
            same.append((left[face].pop(), at))
        else:
            came.append(at)
    went_from, came_to = defaultdict(list), defaultdict(list)
    for face, ids in left.items():
        went_from[face.place].extend(ids)
    for at in came:
        came_to[after[at].place].append(at)
    changed = tuple(
        (ids[0], came_to[place][0]) for place, ids in went_from.items() if len(ids) == len(came_to[place]) == 1
    )
    settled_ids, settled = {each for each, _ in changed}, {each for _, each in changed}
    return ClaimChanges(
        same=tuple(same),
        changed=changed,
        gone=tuple(sorted(each for ids in went_from.values() for each in ids if each not in settled_ids)),
        fresh=tuple(at for at in came if at not in settled),
    )
