"""The reader: a document in, everything it claims out. Pure and deterministic; each stage is a function of its own."""

from collections.abc import Iterator
from functools import lru_cache

from bot.domain.additions import RegistryAdditions
from bot.domain.claims import Kind, Reading
from bot.reading.accusations import read_allegations
from bot.reading.arrivals import read_arrivals
from bot.reading.caveats import read_caveats
from bot.reading.chineserankings import read_chinese_rankings
from bot.reading.chineseratios import read_chinese_ratios
from bot.reading.chinesereleases import read_chinese_releases
from bot.reading.cues import build_cues, find_cues
from bot.reading.discourse import Found, Voice, build_frames
from bot.reading.document import Document
from bot.reading.flattables import read_flat_tables
from bot.reading.frames import Draft, Frame, Subjects, named
from bot.reading.listings import read_listings
from bot.reading.mentions import Names
from bot.reading.nameindex import build_index
from bot.reading.naming import find_names
from bot.reading.normalise import normalise
from bot.reading.openness import read_openness
from bot.reading.quantities import find_quantities
from bot.reading.rankings import read_rankings
from bot.reading.ratios import read_ratios
from bot.reading.releases import read_releases
from bot.reading.resolve import resolve, to_claim
from bot.reading.scores import read_scores
from bot.reading.specs import read_specs
from bot.reading.structure import BlockKind, split_blocks, split_sentences
from bot.reading.tables import read_table
from bot.reading.tokens import Words, words_of
from bot.reading.topics import find_topics
from bot.reading.traces import Origin, Trace
from bot.reading.voices import Hearing, hear
from bot.registry.additions import extend
from bot.registry.load import load_registry
from bot.registry.registry import Registry

READER_VERSION = 2
_RULES = (
    read_specs,
    read_scores,
    read_ratios,
    read_rankings,
    read_releases,
    read_arrivals,
    read_listings,
    read_openness,
    read_caveats,
)
_CHINESE_RULES = (
    read_specs,
    read_scores,
    read_chinese_ratios,
    read_chinese_rankings,
    read_chinese_releases,
    read_caveats,
)
READ_AT_MOST = 100_000  # characters: of a longer text the first part is read
MOST_SENTENCES = 2_000  # and of one that is cut smaller than any prose, so many pieces
NO_ADDITIONS = RegistryAdditions()
_CROWDED = 60  # numbers or names: no sentence holds so many
_UNTITLED = words_of("")
_PAPER_HOSTS = ("arxiv.org", "openreview.net", "aclanthology.org", "biorxiv.org", "papers.ssrn.com")


class Reader:
    """Reads documents with the names of one registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._index = build_index(registry)
        self._cues = build_cues()

    def read(self, document: Document) -> Reading:
        """Everything that a document names and claims."""
        return self.trace(document).reading

    def trace(self, document: Document) -> Trace:
        """The same, with what every claim was made of."""
        original = (document.text if document.text.strip() else document.title)[:READ_AT_MOST]
        text = normalise(original)
        words = words_of(text)
        title = words_of(normalise(document.title))
        publisher_lab = document.publisher_lab or self._registry.lab_of_publisher(document.publisher, document.url)
        names = find_names(text, words, title, self._index, publisher_lab)
        found = Found(
            tokens=words.tokens,
            names=names,
            quantities=tuple(find_quantities(text, words, _inside(names))),
            cues=tuple(find_cues(words, self._cues)),
        )
        voice = self._voice(document, title, names, publisher_lab)
        blocks = split_blocks(text)
        sentences = split_sentences(text, blocks)[:MOST_SENTENCES]
        frames = build_frames(text, blocks, sentences, found, voice)
        levels = [blocks[sentence.block].level for sentence in sentences]
        heard = dict(zip(map(id, frames), hear(frames, levels, document.publisher), strict=True))
        drafts = read_flat_tables(frames)
        cells = {(frame.start, draft.value) for frame, draft in drafts}
        drafts += [
            (frame, draft) for frame in frames for draft in read_frame(frame) if not _is_cell(frame, draft, cells)
        ]
        drafts += read_allegations(frames)
        origins = tuple(_origin(original, frame, draft, heard[id(frame)]) for frame, draft in drafts)
        claims = resolve([origin.claim for origin in origins])
        reading = Reading(
            labs=_labs(names, publisher_lab),
            models=tuple(dict.fromkeys(named(model) for model in names.models)),
            topics=find_topics(words, claims),
            claims=claims,
        )
        return Trace(reading=reading, text=original, frames=tuple(frames), origins=origins)

    def _voice(self, document: Document, title: Words, names: Names, publisher_lab: str | None) -> Voice:
        paper = any(host in (document.url or "") for host in _PAPER_HOSTS) or document.publisher.lower().startswith(
            "arxiv"
        )
        plain_title = normalise(document.title)
        in_title = find_names(plain_title, title, _UNTITLED, self._index, publisher_lab).models if title.tokens else ()
        in_title = tuple(
            sorted(in_title, key=lambda model: model.bare)
        )  # "Acme Anvil-3": the whole name, not the family's
        keys = {named(model).key: named(model) for model in names.models}
        main: Subjects = tuple(keys[named(model).key] for model in in_title[:1] if named(model).key in keys)
        if not main and names.models:
            main = (named(names.models[0]),)
        own = publisher_lab is not None and _speaks_of_own(names, publisher_lab)
        return Voice(publisher_lab=publisher_lab, vendor=own or paper, paper=paper, main=main)


def _is_cell(frame: Frame, draft: Draft, cells: set[tuple[int, float | None]]) -> bool:
    """Whether a score is one whose place in a table says more of it."""
    return draft.kind is Kind.BENCHMARK and (frame.start, draft.value) in cells


def _speaks_of_own(names: Names, publisher_lab: str) -> bool:
    """A maker is the vendor of its own models; of a text on nobody's but others' it is a third party."""
    return not names.models or any(model.lab in (None, publisher_lab) for model in names.models)


def _origin(original: str, frame: Frame, draft: Draft, hearing: Hearing) -> Origin:
    return Origin(claim=to_claim(original, frame, draft, hearing), frame=frame, draft=draft, hearing=hearing)


def read_frame(frame: Frame) -> Iterator[Draft]:
    """The drafts of one sentence or table by all rules."""
    if frame.kind is BlockKind.TABLE:
        yield from read_table(frame)
        return
    if max(len(frame.quantities), len(frame.models), len(frame.benchmarks)) > _CROWDED:
        return
    for rule in _CHINESE_RULES if frame.chinese else _RULES:
        yield from rule(frame)


def _inside(names: Names) -> "_Spans":
    models = [(model.start, model.end) for model in names.models]
    return _Spans(models + [(benchmark.start, benchmark.end) for benchmark in names.benchmarks])


class _Spans:
    """Whether a place is inside one of many stretches; asked from left to right."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._at = 0

    def __call__(self, start: int, end: int) -> bool:
        while self._at < len(self._spans) and self._spans[self._at][1] <= start:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at][0] < end


def _labs(names: Names, publisher_lab: str | None) -> tuple[str, ...]:
    """The ids of the labs that the text names, stands for, or names models of."""
    found = [publisher_lab] if publisher_lab else []
    found += [lab.id for lab in names.labs]
    found += [model.lab for model in names.models if model.lab]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=2)  # the names that are known now, and those of a job that was begun before they changed
def _shared_reader(additions: RegistryAdditions) -> Reader:
    return Reader(extend(load_registry(), additions))


def read_document(document: Document, additions: RegistryAdditions = NO_ADDITIONS) -> Reading:
    """Read with the package's own registry and an operator's additions; both are made ready once in a process."""
    return _shared_reader(additions).read(document)


def trace_document(document: Document, additions: RegistryAdditions = NO_ADDITIONS) -> Trace:
    """The same, with what every claim was made of."""
    return _shared_reader(additions).trace(document)
