"""A realistic property office, made up from a seed, for the demo and for benchmarks."""

from __future__ import annotations

from estate_xl.sample.whole_office import Sample, make_sample

__all__ = ["Sample", "make_sample"]
