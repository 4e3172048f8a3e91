"""Reads: which times are free, and what is booked."""

from verkstad.appointments.queries.free import Ask, FreeTime, free_resources, free_times, helpers_free_at

__all__ = ["Ask", "FreeTime", "free_resources", "free_times", "helpers_free_at"]
