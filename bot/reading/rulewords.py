"""What each rule of the reader means, in a sentence for people. No rule is applied here."""

from collections.abc import Mapping

from bot.domain.claims import Caveat, Ranking, Release
from bot.reading.amounts import Unit

_COUNTED: Mapping[Unit, str] = {
    Unit.PARAMETERS: "parameters",
    Unit.SIZE: "billions or millions, as a model's size is told",
    Unit.TOKENS: "tokens",
    Unit.CONTEXT: "tokens of context",
    Unit.SPEED: "tokens per second",
    Unit.GPU_HOURS: "GPU-hours",
    Unit.MONEY: "money",
    Unit.PRICE: "money per million tokens",
    Unit.FLOP: "operations (FLOP)",
    Unit.BYTES: "bytes",
    Unit.SECONDS: "seconds",
    Unit.PERCENT: "percent",
    Unit.TIMES: "times",
    Unit.FRACTION: "a fraction",
    Unit.POINTS: "points",
    Unit.PLAIN: "a plain number",
}
_COMPARED: Mapping[str, str] = {
    Ranking.BEATS: "puts the subject above the baseline",
    Ranking.MATCHES: "puts the subject level with the baseline",
    Ranking.CLOSE_TO: "puts the subject close to the baseline",
    Ranking.TRAILS: "puts the subject below the baseline",
    "than": 'compares the two by a comparative and "than"',
    "apart": "ranks the subject against the baseline by a verb whose parts stand apart",
}
_EVENTS: Mapping[Release, str] = {
    Release.ANNOUNCED: "is announced",
    Release.PREVIEWED: "is shown or out as a preview",
    Release.RELEASED: "is released",
    Release.OPEN_WEIGHTS: "has its weights published",
    Release.DEPRECATED: "is retired",
}
_RESERVED: Mapping[Caveat, str] = {
    Caveat.UNDISCLOSED: "details are not given",
    Caveat.NOT_RELEASED: "the model is not out",
    Caveat.UNVERIFIED: "nobody else has checked it",
    Caveat.SELF_REPORTED: "the figures are the maker's own",
    Caveat.DISPUTED: "somebody doubts it",
}
_MEANINGS: Mapping[str, str] = {
    **{f"spec.{unit.name.lower()}": f"An amount ({words}), told of the subject." for unit, words in _COUNTED.items()},
    **{
        f"ratio.{unit.name.lower()}": f"An amount ({words}) that its sentence makes one of two compared; "
        "the value is the subject's amount over the baseline's."
        for unit, words in _COUNTED.items()
    },
    **{f"ranking.{word}": f"A wording that {meaning}." for word, meaning in _COMPARED.items()},
    **{f"release.{event}": f"A verb whose object {words}." for event, words in _EVENTS.items()},
    **{f"release.{event}_state": f"Words that say of the subject that it {words}." for event, words in _EVENTS.items()},
    **{f"release.chinese_{event}": f"Chinese words by which the subject {words}." for event, words in _EVENTS.items()},
    **{f"caveat.{caveat}": f"A phrase that says that {words}." for caveat, words in _RESERVED.items()},
    "spec.active_part": 'The active parameters that a size is written with: "26B-A3B".',
    "ratio.same": "Words that call two amounts the same: a ratio of 1.",
    "ratio.chinese": "A Chinese wording that compares two amounts; the value is the subject's over the baseline's.",
    "ratio.chinese_same": "A Chinese wording that calls two prices the same: a ratio of 1.",
    "score.sentence": "A number beside a benchmark's name, which is a score of the model it stands with.",
    "score.average": "A number that is called an average over several benchmarks.",
    "ranking.pairs": 'Two lists matched one to one by "respectively".',
    "ranking.elliptic": "A second comparison that leaves its other side out: it is the first one's.",
    "ranking.preposed": "The other side is named before the comparison.",
    "ranking.level": 'A model whose level is spoken of ("GPT-5-level"): the subject is level with it.',
    "ranking.human_level": "A wording that puts the subject level with people.",
    "ranking.even": "Two models that are said to be even.",
    "ranking.preferred": "A model that people preferred to another.",
    "ranking.improved": "A wording that calls the subject better than what came before it.",
    "ranking.lead": "A lead in points over the baseline.",
    "ranking.moved": 'A score "up from" that of the baseline, or down from it.',
    "ranking.superlative": "A superlative: the subject is above the rest of the class.",
    "ranking.best_of_lab": "The best model of its maker so far: above the earlier ones.",
    "ranking.leading": "A wording that has the subject lead on a benchmark or in a field.",
    "ranking.leader": "A model that a board or a field is led by.",
    "ranking.largest": "The largest, fastest or cheapest of a class: above the rest of it.",
    "ranking.chinese": "A Chinese wording that ranks the subject against the baseline.",
    "ranking.chinese_class": "A Chinese wording that ranks the subject against a class of models.",
    "ranking.chinese_first": "A Chinese wording that puts the subject first.",
    "release.own_weights": "A release of weights or models that its sentence calls the maker's own.",
    "release.open_weights": "A phrase that calls the subject open: its weights are published.",
    "release.open_state": "Words that say of the subject that its weights are published.",
    "release.weights_at": "A place where the weights can be had.",
    "release.by_weights": "Weights that are published are a release too.",
    "release.alongside": "A model that comes with another one's release.",
    "release.includes": "A model that a release is said to include.",
    "release.out": "A model that is said to be out.",
    "release.noun": 'A noun that tells of a release ("the launch of").',
    "release.news": "A headline's way of saying that a model is out.",
    "release.usable": "Words that say where people can use it now.",
    "release.date": "A date of release.",
    "release.dated": "A list of dates with the model that came out on each.",
    "release.day": "A model with the day of its release beside it.",
    "release.listed": "An item of a list whose line above tells of a release.",
    "table.figure": "A cell of a table, under a label that names the metric.",
    "table.flat": "A cell of a table that has become running text, found by the order of its columns.",
    "table.ratio": "A cell of a table, set against the cell of the model that it is compared with.",
    "table.score": "A cell of a table, under or beside a benchmark's name.",
    "table.price": "A price in a cell of a table, under a label that says so.",
    "table.member": "A size in a table's row that names one member of a family.",
    "table.listed": "A model in a table whose line above tells of a release.",
    "table.download": "A table that says where the weights can be downloaded.",
    "allegation.sentence": "Words that accuse, with who accuses before them and who is accused behind them.",
}


def rule_meaning(rule: str) -> str:
    """What a rule means, for people; empty for a rule that this version of the reader does not have."""
    return _MEANINGS.get(rule, "")
