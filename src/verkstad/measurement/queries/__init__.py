"""Reads: what the enquiries tell."""

from verkstad.measurement.queries.counts import wrong_counts

__all__ = ["wrong_counts"]
