"""What is known about labs, model families and benchmarks, and lookups over it. No text is read here (bot.reading)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from bot.domain.names import LabName, name_key

# A feed of a lab is often called by the lab's name and one of these.
_FEED_WORDS = frozenset(
    (
        "ai blog news newsroom research lab labs team engineering developers developer docs documentation "
        "changelog release releases notes updates model models official feed rss github the inc"
    ).split()
)
_HOSTS_OF_OWNERS = frozenset({"github.com", "raw.githubusercontent.com", "huggingface.co", "modelscope.cn"})


class Guard(StrEnum):
    """What a name needs beside it, because its head is a plain word or a person's name as well."""

    NONE = "none"
    FIELD = "field"  # a text about AI
    LAB = "lab"  # its lab in the text


@dataclass(frozen=True, kw_only=True, slots=True)
class Family:
    """A family of models. ``heads`` are the words that a name of the family starts with.

    ``bare``: a head alone names a model. ``prefix`` goes before a name to make it whole (Opus 5 is Claude Opus 5), and
    before a version that starts with one of the letters in ``short`` where the text is about the lab (V4, R1).
    ``guard`` says what a loose name needs before it counts. ``maker``: a compound name that holds the head anywhere is
    this family's (Llama-Nemotron).
    """

    name: str
    lab: str
    heads: tuple[str, ...]
    bare: bool = False
    guard: Guard = Guard.NONE
    prefix: str | None = None
    short: tuple[str, ...] = ()
    maker: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Lab:
    """A maker of models. ``doubtful`` names have other meanings; a ``broad`` lab is known for much besides models."""

    id: str
    name: str
    names: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    broad: bool = False
    families: tuple[Family, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Benchmark:
    """A benchmark under its usual name, variant included. ``ordinary`` names are plain words too."""

    name: str
    unit: str
    domain: str
    names: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Registry:
    """All labs and benchmarks, with indexes over their names."""

    labs: tuple[Lab, ...]
    benchmarks: tuple[Benchmark, ...]
    _labs_by_id: Mapping[str, Lab] = field(init=False, repr=False, compare=False)
    _labs_by_key: Mapping[str, Lab] = field(init=False, repr=False, compare=False)
    _labs_by_org: Mapping[str, Lab] = field(init=False, repr=False, compare=False)
    _labs_by_site: Mapping[str, Lab] = field(init=False, repr=False, compare=False)
    _benchmarks_by_key: Mapping[str, Benchmark] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_labs_by_id", {lab.id: lab for lab in self.labs})
        object.__setattr__(self, "_labs_by_key", _index_labs(self.labs))
        object.__setattr__(self, "_labs_by_org", {org: lab for lab in self.labs for org in lab.orgs})
        object.__setattr__(self, "_labs_by_site", {site: lab for lab in self.labs for site in lab.sites})
        object.__setattr__(
            self,
            "_benchmarks_by_key",
            {name_key(name): item for item in self.benchmarks for name in (*item.names, item.name)},
        )

    def lab(self, lab_id: str) -> Lab | None:
        """The lab with this id."""
        return self._labs_by_id.get(lab_id)

    def lab_name(self, lab_id: str) -> LabName:
        """The lab's id with the name that is shown; a lab that is not held here goes by its id."""
        lab = self.lab(lab_id)
        return LabName(id=lab_id, name=lab.name if lab else lab_id)

    def find_lab(self, words: str) -> str | None:
        """The id of the lab that a person means by these words: an id, a name, or a family of its models."""
        found = self._labs_by_key.get(name_key(words))
        return found.id if found else None

    def find_benchmark(self, words: str) -> Benchmark | None:
        """The benchmark that goes by this name, whatever its case, spaces and hyphens."""
        return self._benchmarks_by_key.get(name_key(words))

    def families(self) -> Iterable[Family]:
        """Every family of every lab."""
        return (family for lab in self.labs for family in lab.families)

    def lab_of_owner(self, owner: str) -> str | None:
        """The id of the lab that goes by this name where models and code are kept (``zai-org``)."""
        found = self._labs_by_org.get(owner.lower())
        return found.id if found else None

    def lab_of_publisher(self, publisher: str, url: str | None) -> str | None:
        """The lab whose own voice a text is: by its site or its repository's owner, else by the publisher's name."""
        return self._lab_of_url(url) or self._lab_of_name(publisher)

    def _lab_of_url(self, url: str | None) -> str | None:
        try:
            parts = urlsplit(url or "")
        except ValueError:  # an address that is none names nobody
            return None
        host = (parts.hostname or "").removeprefix("www.")
        if host in _HOSTS_OF_OWNERS:
            return self.lab_of_owner(parts.path.strip("/").partition("/")[0])
        while "." in host:
            if host in self._labs_by_site:
                return self._labs_by_site[host].id
            host = host.partition(".")[2]
        return None

    def _lab_of_name(self, publisher: str) -> str | None:
        words = publisher.split()
        for count in range(len(words), 0, -1):
            lab = self._labs_by_key.get(name_key(" ".join(words[:count])))
            if lab and all(self._belongs(word, lab) for word in words[count:]):
                return lab.id
        return None

    def _belongs(self, word: str, lab: Lab) -> bool:
        if word.lower().strip(".,:()-") in _FEED_WORDS:
            return True
        return self._labs_by_key.get(name_key(word)) is lab


def _index_labs(labs: tuple[Lab, ...]) -> dict[str, Lab]:
    """Labs by every name; a lab's own id and names win over the families of another."""
    index: dict[str, Lab] = {}
    for lab in labs:
        for family in lab.families:
            for head in family.heads:
                if len(head) > 2:
                    index.setdefault(name_key(head), lab)
    for lab in labs:
        for name in (*lab.doubtful, *lab.names, lab.name, lab.id):
            index[name_key(name)] = lab
    return index
