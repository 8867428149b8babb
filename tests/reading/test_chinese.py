"""Chinese texts: sentences of every kind of claim, and twenty labelled texts read as a whole."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bot.domain.claims import Attribution, Claim, Reading
from bot.domain.names import name_key
from bot.reading.reader import read_document
from bot.reading.rows import document_of, row_of

Read = Callable[..., Reading]
Shorten = Callable[[Sequence[Claim]], list[tuple[str, str, str, float | None, str | None]]]
TEXTS = Path(__file__).parent / "own_chinese.jsonl"
FLOOR = 0.95


def _keys(claims: list[dict[str, object]]) -> list[tuple[str, ...]]:
    return [
        tuple(
            name_key(str(claim.get(field) or "")) if field != "value" else f"{claim.get(field) or 0:.3g}"
            for field in ("kind", "subject", "metric", "value")
        )
        for claim in claims
    ]


def test_the_labelled_texts_are_read_above_the_floor() -> None:
    right = expected = found = 0
    for line in TEXTS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        asked = _keys(row["claims"])
        read = _keys(row_of(row["id"], read_document(document_of(row)))["claims"])
        expected, found = expected + len(asked), found + len(read)
        for key in asked:
            if key in read:
                read.remove(key)
                right += 1
    assert 2 * right / (expected + found) >= FLOOR


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("GPT-7 在编程上优于 Claude Opus 9。", ("ranking", "GPT-7", "beats", None, "Claude Opus 9")),
        ("GPT-7 与 Claude Opus 9 不相上下。", ("ranking", "GPT-7", "matches", None, "Claude Opus 9")),
        ("GPT-7 的数学能力与 Claude Opus 9 持平。", ("ranking", "GPT-7", "matches", None, "Claude Opus 9")),
        ("GPT-7 的表现已接近 Claude Opus 9。", ("ranking", "GPT-7", "close_to", None, "Claude Opus 9")),
        ("GPT-7 仍落后于 Claude Opus 9。", ("ranking", "GPT-7", "trails", None, "Claude Opus 9")),
        ("GPT-7 比 Claude Opus 9 更便宜。", ("ranking", "GPT-7", "beats", None, "Claude Opus 9")),
        ("GPT-7 位列开源模型第一。", ("ranking", "GPT-7", "beats", None, "open models")),
        ("GPT-7 的价格仅为 Claude Opus 9 的三分之一。", ("ratio", "GPT-7", "cost", 0.3333, "Claude Opus 9")),
        ("GPT-7 的速度是 Claude Opus 9 的 1.5 倍。", ("ratio", "GPT-7", "speed", 1.5, "Claude Opus 9")),
        ("GPT-7 比 Claude Opus 9 便宜 80%。", ("ratio", "GPT-7", "cost", 0.2, "Claude Opus 9")),
        ("与 GPT-6 相比,GPT-7 的显存占用下降 40%。", ("ratio", "GPT-7", "memory", 0.6, "GPT-6")),
        ("GPT-7 的训练成本较 GPT-6 减少一半。", ("ratio", "GPT-7", "training_cost", 0.5, "GPT-6")),
        ("GPT-7 与 GPT-6 价格相同。", ("ratio", "GPT-7", "cost", 1.0, "GPT-6")),
        ("OpenAI 今日发布 GPT-7。", ("release", "GPT-7", "released", None, None)),
        ("GPT-7 即将上线。", ("release", "GPT-7", "announced", None, None)),
        ("OpenAI 发布 GPT-7 预览版。", ("release", "GPT-7", "previewed", None, None)),
        ("OpenAI 宣布开源 GPT-7。", ("release", "GPT-7", "open_weights", None, None)),
        ("GPT-6 将于 2 月 13 日停用。", ("release", "GPT-6", "deprecated", None, None)),
        ("GPT-7 总参数 1.6 万亿,激活 490 亿参数。", ("spec", "GPT-7", "parameters", 1.6e12, None)),
        ("GPT-7 总参数 1.6 万亿,激活 490 亿参数。", ("spec", "GPT-7", "active_parameters", 4.9e10, None)),
        ("GPT-7 的上下文窗口从 256K 扩展到 1M。", ("spec", "GPT-7", "context_window", 1e6, None)),
        ("GPT-7 每秒输出约 320 tokens。", ("spec", "GPT-7", "output_speed", 320, None)),
        ("GPT-7 输入价格为 0.28 美元/百万 tokens。", ("spec", "GPT-7", "input_price", 0.28, None)),
        ("GPT-7 的价格：每百万 token 输入 1.16 美元，输出 2.32 美元。", ("spec", "GPT-7", "input_price", 1.16, None)),
        ("GPT-7 的价格：每百万 token 输入 1.16 美元，输出 2.32 美元。", ("spec", "GPT-7", "output_price", 2.32, None)),
        ("训练 GPT-7 共消耗 240 万 H800 GPU 小时。", ("spec", "GPT-7", "training_gpu_hours", 2.4e6, None)),
        ("GPT-7 在 MMLU-Pro 上得分 88.7。", ("benchmark", "GPT-7", "MMLU-Pro", 88.7, None)),
        ("OpenAI 未披露 GPT-7 的参数规模。", ("caveat", "GPT-7", "undisclosed", None, None)),
        ("GPT-7 的成绩尚未得到第三方验证。", ("caveat", "GPT-7", "unverified", None, None)),
        ("不少网友质疑 GPT-7 的跑分。", ("caveat", "GPT-7", "disputed", None, None)),
        ("纽约时报起诉 OpenAI 侵犯版权。", ("allegation", "纽约时报", "copyright", None, "OpenAI")),
    ],
)
def test_what_a_chinese_sentence_claims(
    read: Read, text: str, claim: tuple[str, str, str, float | None, str | None], short: Shorten
) -> None:
    assert claim in short(read(text).claims)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-7 与 Claude Opus 9 均支持图像输入。",
        "GPT-7 的用户数同比增长 3 倍。",
        "GPT-7 的输入价格为 2 元/百万 tokens。",
        "GPT-7 每百万 tokens 输入 2 元，输出 8 元。",
        "OpenAI 为 GPT-7 投入 100 万美元。",
        "OpenAI 将召开 GPT-7 发布会。",
        "GPT-7 未能超越 Claude Opus 9。",
        "GPT-7 尚不支持视频。",
    ],
)
def test_what_a_chinese_sentence_does_not_claim(read: Read, text: str) -> None:
    assert read(text).claims == ()


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("OpenAI 表示,GPT-7 在 MMLU-Pro 上得分 88.7。", Attribution.VENDOR),
        ("据官方介绍,GPT-7 在 MMLU-Pro 上得分 88.7。", Attribution.VENDOR),
        ("第三方评测显示,GPT-7 在 MMLU-Pro 上得分 88.7。", Attribution.THIRD_PARTY),
        ("我们实测发现,GPT-7 在 MMLU-Pro 上得分 88.7。", Attribution.THIRD_PARTY),
        ("GPT-7 在 MMLU-Pro 上得分 88.7。", Attribution.UNATTRIBUTED),
    ],
)
def test_whose_word_a_chinese_claim_is(read: Read, text: str, voice: Attribution) -> None:
    assert [claim.attribution for claim in read(text).claims] == [voice]
