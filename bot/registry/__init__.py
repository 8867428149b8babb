"""Labs, model families and benchmarks: what is known about names, as data, and how to look them up."""

from bot.registry.load import load_registry
from bot.registry.registry import Benchmark, Family, Guard, Lab, Registry

__all__ = ["Benchmark", "Family", "Guard", "Lab", "Registry", "load_registry"]
