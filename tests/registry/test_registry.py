"""The registry that ships, and what a broken one is told."""

import pytest

from bot.registry import Benchmark, Guard, Lab, Registry, load_registry
from bot.registry.load import RegistryInvalid, parse_registry

LAB = '[[lab]]\nid = "acme"\nname = "Acme"\nnames = ["Acme"]\norgs = ["acme"]\nsites = ["acme.example"]\n'
BENCHMARK = '[[benchmark]]\nname = "Some Bench"\nunit = "percent"\ndomain = "coding"\n'
REQUIRED = (
    "openai anthropic google meta mistral deepseek alibaba xai moonshot zhipu minimax nvidia microsoft amazon cohere "
    "apple ibm baidu tencent bytedance ai21 allenai huggingface stability xiaomi"
).split()


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_every_lab_of_the_vocabulary_is_held(registry: Registry) -> None:
    assert set(REQUIRED) <= {lab.id for lab in registry.labs}


@pytest.mark.parametrize(
    ("words", "lab"),
    [
        ("claude", "anthropic"),
        ("Z.ai", "zhipu"),
        ("google deepmind", "google"),
        ("通义千问", "alibaba"),
        ("AI2", "allenai"),
        ("nobody", None),
    ],
)
def test_a_lab_is_found_by_what_people_call_it(registry: Registry, words: str, lab: str | None) -> None:
    assert registry.find_lab(words) == lab


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("swe bench verified", "SWE-bench Verified"),
        ("HLE", "Humanity's Last Exam"),
        ("Chatbot Arena", "LMArena"),
        ("nothing", None),
    ],
)
def test_a_benchmark_is_found_by_any_of_its_names(registry: Registry, words: str, name: str | None) -> None:
    found = registry.find_benchmark(words)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("publisher", "url", "lab"),
    [
        ("Somebody", "https://github.com/zai-org/GLM-5", "zhipu"),
        ("Somebody", "https://www.anthropic.com/news/x", "anthropic"),
        ("OpenAI Research News", None, "openai"),
        ("Tencent Hunyuan", None, "tencent"),
        ("Claude fans weekly", None, None),
        ("A blog", "https://github.com/somebody/openai-notes", None),
        ("A blog", "http://[broken", None),
    ],
)
def test_a_publisher_is_a_labs_own_voice_by_site_owner_or_name(
    registry: Registry, publisher: str, url: str | None, lab: str | None
) -> None:
    assert registry.lab_of_publisher(publisher, url) == lab


def test_a_lab_is_shown_by_its_name_and_an_unknown_one_by_its_id(registry: Registry) -> None:
    assert registry.lab_name("openai").name == "OpenAI"
    assert registry.lab_name("acme").name == "acme"


def test_families_say_what_a_loose_name_needs(registry: Registry) -> None:
    families = {family.name: family for family in registry.families()}
    assert families["Claude"].guard is Guard.NONE
    assert families["Step"].guard is Guard.LAB
    assert families["Opus"].prefix == "Claude "


def test_a_small_registry_is_parsed() -> None:
    registry = parse_registry(labs=LAB, benchmarks=BENCHMARK)
    assert registry.labs == (Lab(id="acme", name="Acme", names=("Acme",), orgs=("acme",), sites=("acme.example",)),)
    assert registry.benchmarks == (Benchmark(name="Some Bench", unit="percent", domain="coding"),)


@pytest.mark.parametrize(
    ("labs", "benchmarks", "complaint"),
    [
        ("[[lab", BENCHMARK, "not TOML"),
        ('lab = "x"', BENCHMARK, "list of tables"),
        (LAB.replace('"acme"\nname', '"Acme Inc"\nname'), BENCHMARK, "lower-case word"),
        (LAB + LAB, BENCHMARK, "lab twice: acme"),
        (LAB + "colour = 3\n", BENCHMARK, "Lab acme has a key"),
        (LAB + '[[lab.family]]\nname = "A"\nguard = "maybe"\n', BENCHMARK, "unknown guard 'maybe'"),
        (LAB + "[[lab.family]]\nheads = []\n", BENCHMARK, "lacks its name"),
        (LAB, BENCHMARK.replace("percent", "smiles"), "unknown unit 'smiles'"),
        (LAB, BENCHMARK + 'ordinary = ["Other"]\n', "marks names as ordinary"),
        (LAB, BENCHMARK + BENCHMARK, "benchmark name twice"),
    ],
)
def test_a_mistake_in_the_data_is_named(labs: str, benchmarks: str, complaint: str) -> None:
    with pytest.raises(RegistryInvalid, match=complaint):
        parse_registry(labs=labs, benchmarks=benchmarks)
