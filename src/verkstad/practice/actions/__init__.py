"""Writes of practice."""
