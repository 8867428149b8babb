"""Words that tell where a model stands: what is done to it, or said of it. Nothing is read here."""

import re
from itertools import chain

from bot.domain.claims import Release
from bot.reading.rankwords import verb

# Verbs with the model behind them ("launched X"), or passive right behind it ("X launched").
RELEASES: dict[Release, list[str]] = {
    Release.RELEASED: [
        *chain.from_iterable(map(verb, ("release", "launch", "ship"))),
        *(
            "shipped, shipping, rolls out, rolled out, rolling out, roll out, dropped, drops, dropping, debuts, "
            "debuted, open-sources, open-sourced, open-sourcing, open source our, publishes, "
            "published, brings, brought out, availability of, general availability of, made available, "
            "makes available, making available, now available, introducing, introduces, introduced, introduce, "
            "release of, launch of, rollout of, debut of, arrival of, puts out, put out, pushes out, pushed out, "
            "unleashes, unleashed, unwraps, pushed, pushes, say hello to, 发布, 推出, 开源, 上线"
        ).split(", "),
    ],
    Release.ANNOUNCED: [
        *chain.from_iterable(map(verb, ("announce", "unveil", "reveal"))),
        *(
            "teased, teases, teasing, teaser for, announcement of, newly introduced, newly announced, unveiling of, "
            "lifts the curtain on, takes the wraps off, took the wraps off"
        ).split(", "),
    ],
    Release.PREVIEWED: (
        "released a preview, launched a preview, preview of, previews of, previewed, previews, previewing, beta of, "
        "early access to, research preview of, showcased, showcases, showcasing, showed off, shows off, demoed, "
        "demos of, gave a first look at, first look at, sneak peek of, sneak peek at"
    ).split(", "),
    Release.DEPRECATED: [
        *chain.from_iterable(map(verb, ("deprecate", "retire", "sunset"))),
        *(
            "sunsetting, discontinue, discontinued, discontinues, discontinuing, deprecated models, shutting down, "
            "shut down, shuts down, phased out, phasing out, phases out, pulling the plug on, removed from the api, "
            "end of life, deprecation of, retirement of, 下线, 停用"
        ).split(", "),
    ],
}

# Words said of the model before them ("X is now available").
STATES: dict[Release, list[str]] = {
    Release.RELEASED: (
        "is released, are released, was released, were released, has been released, have been released, "
        "is available, are available, is now available, are now available, now available, available now, "
        "available today, immediately available, is live, are live, is out, are out, is out now, out now, now live, "
        "went live, goes live, going live, just landed, has landed, have landed, lands on, landed on, landed in, "
        "has arrived, have arrived, arrives on, arrives in, arrived on, "
        "generally available, "
        "is ga, are ga, is now ga, are now ga, goes ga, went ga, hits ga, hit ga, reached ga, reaches ga, "
        "reached general availability, reaches general availability, "
        "hits general availability, in general availability, "
        "can be accessed at, can be accessed, is accessible, can be downloaded, is downloadable, "
        "publicly available, is rolling out, are rolling out, rolling out to, rolling out across, is rolling to, "
        "was launched, is launched, "
        "has been launched, is here, are here, made available, "
        "available to, available via, "
        "available on, available through, available in, available for download, freely available, "
        "available for free, available at, available from, available under, available for research, available for "
        "commercial, "
        "available for non-commercial, available for academic, available as, can now be used, are open-sourced, is "
        "open-sourced, "
        "were open-sourced, was open-sourced, have been open-sourced, has been open-sourced, open for use"
    ).split(", "),
    Release.PREVIEWED: (
        "is in preview, are in preview, now in preview, in public preview, in private preview, in research preview, "
        "in limited preview, is in beta, are in beta, in public beta, in private beta, in closed beta, "
        "in early access, available in preview, available in public preview, available as a preview, "
        "available in beta, available in early access, available as a research preview, enters preview, "
        "enters public preview, was previewed, were previewed, has been previewed"
    ).split(", "),
    Release.ANNOUNCED: (
        "was announced, were announced, was unveiled, were unveiled, is coming, are coming, coming soon, "
        "coming next, is on the way, are on the way, on its way, in training, is still training, still in training, "
        "will be released, will be available, will launch, will follow, is expected, are expected, "
        "expected to launch, expected to release, scheduled for release, scheduled to launch, is imminent, "
        "release is imminent, launch is imminent, imminent, upcoming, slated for, set to launch, set to arrive, "
        "will arrive, will ship, will come, is in the works, are in the works, is in development"
    ).split(", "),
    Release.DEPRECATED: (
        "is deprecated, are deprecated, was deprecated, were deprecated, will be deprecated, "
        "has been deprecated, have been deprecated, will be retired, is retired, are retired, being retired, "
        "being sunset, was retired, been retired, will be sunset, will be shut down, will be removed, "
        "will be discontinued, "
        "is discontinued, are discontinued, has been discontinued, have been discontinued, being deprecated, "
        "being phased out, will be phased out, reaches end of life, will reach end of life, "
        "will no longer be available, no longer available, no longer be available, is going away, are going away, "
        "officially retires, retires today, retires on, retires in, will retire on, will retire in, "
        "has been sunset, have been sunset, was shut down, is being shut down, now legacy"
    ).split(", "),
}

# Verbs that mean a release only with the model right behind them.
LOOSE_VERBS = frozenset(
    ("drops", "dropped", "dropping", "brings", "published", "publishes", "launch", "ship", "pushed", "pushes")
)

# A date behind a verb that makes it old news.
LONG_AGO = re.compile(
    r"(?: back)?,?(?: in| on)? (?:(?:early|late|mid) )?"
    r"(?:20[12]\d\b|last (?:year|month|spring|summer|fall|autumn|winter)|earlier this year|"
    r"(?:a|an|one|two|three|four|six|several|a few|\d+) (?:years?|months?) (?:ago|earlier|before))",
    re.IGNORECASE,
)
PREVIEW_NEAR = re.compile(r"\b(?:preview|beta|early access)\b", re.IGNORECASE)

# "Plans to make X available": not yet.
PLANNED = re.compile(
    r"\b(?:plan\w*|intend\w*|hop(?:e[sd]?|ing)|expect\w*|aim\w*|going|want\w*|will|would) (?:to )?"
    r"(?:make|be making|bring)\b(?:[^.;]|\.\d){0,90}$",
    re.IGNORECASE,
)
