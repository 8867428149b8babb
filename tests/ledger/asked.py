"""Questions of our own making with what they should become, and the names of a guild that asks them."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.domain.names import ModelName
from bot.ledger.asking import Meaning, Unclear, Understood
from bot.ledger.askingnames import GuildNames
from bot.registry.load import load_registry

_LABS = "deepseek openai anthropic google alibaba moonshot nvidia xai mistral meta zhipu minimax ibm".split()
_MODELS = (
    ("DeepSeek-V4-Pro", "deepseek"),
    ("GPT-5.5", "openai"),
    ("Claude Opus 4.6", "anthropic"),
    ("DeepSeek-V4-Flash", "deepseek"),
    ("Gemini 3.1 Pro", "google"),
    ("DeepSeek-V3.2", "deepseek"),
    ("Claude Opus 4.5", "anthropic"),
    ("Claude Sonnet 4.6", "anthropic"),
    ("Qwen3-Max", "alibaba"),
    ("Kimi K2.5", "moonshot"),
    ("Llama 4 Maverick", "meta"),
    ("gpt-oss-120b", "openai"),
    ("Nemotron 3 Super", "nvidia"),
    ("GPT-5.4", "openai"),
    ("Grok 4.2", "xai"),
    ("Mistral Medium 3.5", "mistral"),
    ("Claude Haiku 5", "anthropic"),
    ("Gemini 3.1 Flash", "google"),
    ("GLM-5", "zhipu"),
    ("MiniMax-M3", "minimax"),
    ("Granite 4", "ibm"),
    ("Grok 4.1", "xai"),
)

KNOWN = GuildNames(
    models=tuple(ModelName(name=name, lab=lab) for name, lab in _MODELS),
    labs=tuple(load_registry().lab_name(lab) for lab in _LABS),
)


def questions(name: str) -> list[dict[str, Any]]:
    """The labelled questions of a file beside this one: what is asked, the command, and the fields that it gets."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def became(got: Understood | Unclear) -> dict[str, Any]:
    """The command that a question became, with its fields that are not empty, as the labels put them."""
    if isinstance(got, Unclear):
        return {"command": "unclear"}
    return fields_of(got.meaning)


def fields_of(meaning: Meaning) -> dict[str, Any]:
    """A command's fields that are not empty."""
    found = {field: value for field, value in asdict(meaning).items() if value}
    return found | {"names": list(meaning.names)} if meaning.names else found


def fits(got: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether every field is as labelled; of the words looked for, those labelled must be there."""
    expected = {field: value for field, value in wanted.items() if field not in ("ask", "text") and value}
    words = wanted.get("text", "").casefold().split()
    return {k: v for k, v in got.items() if k != "text"} == expected and all(
        word in got.get("text", "").casefold() for word in words
    )
