"""Where a model stands: what counts as out, open, shown, coming or going, and what is only a mention."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Claim, Reading

Read = Callable[..., Reading]
Shorten = Callable[[Sequence[Claim]], list[tuple[str, str, str, float | None, str | None]]]
OWN = {"publisher": "Qwen", "url": "https://github.com/QwenLM/Qwen9"}
BOTH = ("released", "open_weights")


def _events(reading: Reading, short: Shorten) -> set[tuple[str, str]]:
    return {(subject, metric) for kind, subject, metric, _, _ in short(reading.claims) if kind == "release"}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Mistral dropped Codestral 29 overnight.", {("Codestral 29", "released")}),
        ("GLM-9 lands on OpenRouter today.", {("GLM-9", "released")}),
        ("Qwen9 Coder is finally out.", {("Qwen9 Coder", "released")}),
        ("Qwen9-Next and GLM-9 both arrived this week.", {("Qwen9-Next", "released"), ("GLM-9", "released")}),
        ("Google says Gemini 9 Flash is GA today.", {("Gemini 9 Flash", "released")}),
        ("xAI is rolling out Grok 9 to everyone.", {("Grok 9", "released")}),
        ("OpenAI just dropped GPT-9.", {("GPT-9", "released")}),
        ("Now available: Kimi K9.", {("Kimi K9", "released")}),
        ("The big news is Claude Opus 9.", {("Claude Opus 9", "released")}),
        ("The Llama 9 launch was overshadowed by an outage.", {("Llama 9", "released")}),
        ("Agents came on May 2nd, GPT-9 on June 3rd.", {("GPT-9", "released")}),
        ("Claude Opus 9 looks strong. Interesting release from Anthropic.", {("Claude Opus 9", "released")}),
        (
            "Meta launched Llama 9, Llama 9 mini and nano.",
            {(f"Llama 9{size}", "released") for size in ("", " mini", " nano")},
        ),
        ("Gemini 9 Ultra is now in public preview.", {("Gemini 9 Ultra", "previewed")}),
        ('OpenAI released GPT-9 as a "research preview".', {("GPT-9", "previewed")}),
        ("DeepMind showcased Genie 9.", {("Genie 9", "previewed")}),
        ("Meta promised to launch Llama 9 in May.", {("Llama 9", "announced")}),
        ("GPT-9 is on the way.", {("GPT-9", "announced")}),
        ("GPT-4.5 is being sunset in May.", {("GPT-4.5", "deprecated")}),
    ],
)
def test_what_newsletters_say_of_a_model(read: Read, text: str, events: set[tuple[str, str]], short: Shorten) -> None:
    assert _events(read(text), short) == events


@pytest.mark.parametrize(
    "text",
    [
        "vLLM 0.99 is out with support for Qwen9.",
        "OpenAI published a system card for GPT-9.",
        "Unsloth released GGUF quants of GLM-9.",
        "A student published a jailbreak of GPT-9.",
        "Meta delayed the launch of Llama 9.",
        "DeepSeek has yet to release DeepSeek-R9.",
        "Since the release of GPT-4, rivals have caught up.",
        "We compared Claude Opus 5, released last year, with Gemini 9.",
        "GPT-4o remains available to paid users.",
        "Its largest released model is Llama 3.1.",
        "The paper introduces Quarrel, a language model.",
        "OpenAI just dropped the price of o3 by 80%.",
        "The corpus for phi-2 is made of publicly available web data.",
        "Ling 9.0 joins the open-source wave of Ant Group.",
        "We rank where Kimi K9 lands.",
    ],
)
def test_models_in_passing_are_not_released(read: Read, text: str, short: Shorten) -> None:
    assert _events(read(text), short) == set()


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("DeepSeek V9 is here. The weights are on Hugging Face.", {("DeepSeek V9", event) for event in BOTH}),
        ("Tencent has released and open-sourced Hunyuan-T9.", {("Hunyuan-T9", event) for event in BOTH}),
        ("AI21 introduced Jamba 9 Mini. It's available on Hugging Face.", {("Jamba 9 Mini", event) for event in BOTH}),
        ("Claude is hosted, but Falcon 9 is a popular open-source model.", set()),
        ("We used the open-source evaluation harness for GPT-9.", set()),
    ],
)
def test_weights_are_open_where_a_text_says_so_of_the_model(
    read: Read, text: str, events: set[tuple[str, str]], short: Shorten
) -> None:
    assert _events(read(text), short) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "| Model | Params | Download |\n|---|---|---|\n| Qwen9-8B | 8B | [HF](https://hf.example/8B) |\n"
            "| Qwen9-Max | 1T | coming soon |\n",
            {("Qwen9-8B", event) for event in BOTH},
        ),
        (
            "Qwen9 is ours.\n\n| | |\n|---|---|\n| Weights | Hugging Face |\n| Layers | 60 |\n",
            {("Qwen9", event) for event in BOTH},
        ),
        ("News\n\n- 2029.02.11: Qwen9-8B and Qwen9-2B.\n", {("Qwen9-8B", "released"), ("Qwen9-2B", "released")}),
        ("Qwen9 is our model.\n\nModel Release Date: Oct 24, 2029", {("Qwen9", "released")}),
        ("Qwen9 is our model. Checkpoints can be found on ModelScope.", {("Qwen9", event) for event in BOTH}),
        ("You can try Qwen9-Max at chat.qwen.ai.", {("Qwen9-Max", "released")}),
        ("Chat with Qwen9-8B-Chat on Hugging Face Spaces.", {("Qwen9-8B-Chat", "released")}),
        ("The Qwen9-8B model is released as BF16 weights.", {("Qwen9-8B", event) for event in BOTH}),
        ("We release all Qwen9 artifacts openly.", {("Qwen9", event) for event in BOTH}),
        (
            "We launch two models of the Qwen9 series, Qwen9-VL and Qwen9-Omni.",
            {("Qwen9-VL", "released"), ("Qwen9-Omni", "released")},
        ),
        (
            "We release Qwen9-A (with and without synthetic data) and Qwen9-B.",
            {("Qwen9-A", "released"), ("Qwen9-B", "released")},
        ),
        (
            "Qwen9 is available in many sizes. We introduce Qwen9-Coder-480B first.",
            {("Qwen9", "released"), ("Qwen9-Coder-480B", "released")},
        ),
        ("The Qwen9 Licence Agreement is updated.", set()),
    ],
)
def test_what_a_lab_says_of_its_own_model(read: Read, text: str, events: set[tuple[str, str]], short: Shorten) -> None:
    assert _events(read(text, title="Qwen9", **OWN), short) == events


def test_base_and_tuned_models_are_the_main_model_and_its_sibling(read: Read, short: Shorten) -> None:
    found = read(
        "Qwen9-7B is a model. Qwen9-7B-Instruct follows orders. Both the base and instruct models are released under "
        "the Apache 2.0 license.",
        title="Qwen9-7B",
        **OWN,
    )
    assert _events(found, short) == {(name, event) for name in ("Qwen9-7B", "Qwen9-7B-Instruct") for event in BOTH}
