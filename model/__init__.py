"""Frozen values and pure functions that every room speaks of; standard library only."""
